"""Customs detail made up, of any size: for benchmarks and tests, for the repository ships none.

Belongs here: making monthly files of `sources/customs/`. Does not belong here: measuring or testing anything with them.

Codes have ten digits and lie in headings and chapters as real ones do; partners are codes of two letters. A series has
a season, a trend that turns now and then and some noise; one month in twenty is missing. What is made follows from the
arguments alone.
"""

from __future__ import annotations

from pathlib import Path

import click
import duckdb

from korea_trade.literals import quoted


def make(folder: Path, *, months: int, codes: int, partners: int, first_year: int = 2005) -> None:
    """Writes `months` files of up to 2 x codes x partners rows into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        for number in range(months):
            month = f"{first_year + number // 12}-{number % 12 + 1:02d}"
            connection.execute(
                f"""
                copy (
                    select
                        date '{month}-01' as month,
                        printf('%02d%02d%02d%04d', 1 + c // 50 % 97, 1 + c // 10 % 5, 1 + c // 2 % 5, c) as code,
                        chr((65 + p % 26)::integer) || chr((65 + p // 26)::integer) as partner,
                        flow,
                        round(
                            1e6 * (1 + 0.2 * sin({number} * pi() / 6))
                            * (1.5 + sin(({number} + (hash(c, p) % 60)::integer) * pi() / 30))
                            + (hash(c, p, flow, {number}) % 100000)::integer
                        )::bigint as value_usd,
                        (1 + hash(c, p, {number}) % 1000000)::bigint as weight_kg,
                        (1 + hash(p, {number}) % 50)::bigint as declarations
                    from range({codes}) as codes (c)
                    cross join range({partners}) as partners (p)
                    cross join (values ('exports'), ('imports')) as flows (flow)
                    where hash(p, {number}, c, flow) % 20 <> 0
                    order by flow, code, partner
                ) to '{quoted(folder / f"{month}.parquet")}'
                """
            )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--months", default=24, show_default=True)
@click.option("--codes", default=1_100, show_default=True, help="Codes with ten digits; at most 9,999.")
@click.option("--partners", default=200, show_default=True, help="At most 676.")
def main(folder: Path, months: int, codes: int, partners: int) -> None:
    """Write monthly files of made-up customs detail into FOLDER, such as sources/customs of a copy of the sources."""
    make(folder, months=months, codes=codes, partners=partners)


if __name__ == "__main__":
    main()
