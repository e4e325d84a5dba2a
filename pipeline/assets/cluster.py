"""Reading on a Dask cluster: narratives go out in batches, one task each; all else stays in this process.

Reading is what takes the time and needs nothing but the narrative, so workers need this package and no shared disk.
"""

from collections.abc import Iterable
from functools import partial

from pipeline.assets.memory import ENGINE
from pipeline.facts.model import Reading
from pipeline.quality.gate import Narratives, Parsed, read_narratives

# Enough work that sending it costs little, little enough that a year keeps many workers busy.
_BATCH = 10
# Seconds until a scheduler and its first worker have to be there.
_PATIENCE = 60


def read_batch(engine: str, items: Iterable[Parsed]) -> dict[str, Reading]:
    """What a worker does: the readings of some narratives by id, without those that cannot be read.

    Raises RuntimeError where the worker has other code than the one that sent the batch.
    """
    if engine != ENGINE:
        raise RuntimeError(f"this worker reads with the code {ENGINE}, the run with {engine}: install the same version on both")
    passed = read_narratives(Narratives(tuple(items), ()))
    return {entry.reading.narrative.narrative_id: entry.reading for entry in passed.items}


def read_on_cluster(address: str, items: Iterable[Parsed]) -> dict[str, Reading]:
    """The readings of some narratives by id, made by the workers of a scheduler; OSError or TimeoutError where there are none."""
    from distributed import Client  # noqa: PLC0415 - an extra, and slow

    wanted = list(items)
    batches = [wanted[start : start + _BATCH] for start in range(0, len(wanted), _BATCH)]
    readings: dict[str, Reading] = {}
    with Client(address, timeout=_PATIENCE, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=_PATIENCE)
        for found in client.gather(client.map(partial(read_batch, ENGINE), batches, pure=False)):
            readings |= found
    return readings
