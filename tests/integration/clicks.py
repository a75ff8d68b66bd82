"""The page of Dagster as a person uses it, without a page: what one click runs, in this process."""

from __future__ import annotations

from dataclasses import dataclass

import dagster as dg

from expectations.gate_worker import GateWorker
from orchestration.automation import BUILD_AND_PUBLISH


@dataclass(frozen=True)
class Clicks:
    """What one click in the UI runs, in a run of its own."""

    definitions: dg.Definitions
    instance: dg.DagsterInstance
    validator: GateWorker

    def materialize(self, *groups: str) -> dg.ExecuteInProcessResult:
        """Materializes the assets of some groups alone."""
        assets = dg.AssetSelection.groups(*groups).without_checks().resolve(self.definitions.resolve_asset_graph())
        return self._run(self._job.get_subset(asset_selection=assets, asset_check_selection=set()))

    def materialize_one(self, *path: str) -> dg.ExecuteInProcessResult:
        """Materializes one asset alone."""
        return self._run(self._job.get_subset(asset_selection={dg.AssetKey(path)}, asset_check_selection=set()))

    def judge(self, gate: str) -> dg.ExecuteInProcessResult:
        """Runs one gate alone."""
        keys = {key for key in self._job.asset_layer.asset_graph.asset_check_keys if key.name == gate}
        return self._run(self._job.get_subset(asset_selection=set(), asset_check_selection=keys))

    @property
    def _job(self) -> dg.JobDefinition:
        return self.definitions.resolve_job_def(BUILD_AND_PUBLISH.name)

    def _run(self, job: dg.JobDefinition) -> dg.ExecuteInProcessResult:
        return job.execute_in_process(
            instance=self.instance, raise_on_error=False, resources={"gate_worker": self.validator}
        )
