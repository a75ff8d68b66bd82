"""The one base of the errors that the warehouse raises for what a user can cause.

Belongs here: the base class. Does not belong here: any error itself, which stands in the module that raises it.
"""


class WarehouseError(Exception):
    """Its message is a sentence for whoever caused it: what is wrong, where, and what to do.

    The command line and a run print the message alone. Any other exception is a fault of ours and keeps its traceback.
    """
