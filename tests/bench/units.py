"""What a machine is asked: processor time in units that neighbours on the same machine cannot swing, and memory."""

from __future__ import annotations

import os
import time
from pathlib import Path
from statistics import median

STEADY = 0.3  # how much the machine's own speed may change within a block before the block is thrown away


def stick() -> float:
    """Milliseconds of processor time of a small fixed piece of Python: the yardstick of the moment."""
    began = time.process_time()
    found: dict[str, int] = {}
    for number in range(6000):
        key = f"key-{number & 255}"
        found[key] = found.get(key, 0) + len(key)
    return (time.process_time() - began) * 1000


def processor_time(process: int) -> float:
    """Milliseconds that all threads of a process have run, as exactly as the kernel tells it."""
    spent = 0
    for thread in Path(f"/proc/{process}/task").iterdir():
        spent += int((thread / "schedstat").read_text().split()[0])
    return spent / 1e6


def memory(process: int) -> float:
    """MiB of memory that a process holds."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the kernel tells no memory")


def one_core() -> None:
    """Keep this program and all that it starts on one core, so that both ends are measured at the same speed."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


class Units:
    """Processor time of a process, block by block, as multiples of the yardstick beside each block.

    A shared machine's speed swings by a factor of two within seconds. The quotient of two times taken
    milliseconds apart on the same core does not.
    """

    def __init__(self, process: int) -> None:
        self.process = process
        self.blocks: list[float] = []
        self.unsteady: list[float] = []
        self.begin()

    def begin(self) -> None:
        """Begin a block."""
        self._stick = stick()
        self._spent = processor_time(self.process)

    def end(self, count: int) -> None:
        """End a block in which something was done `count` times."""
        spent = processor_time(self.process) - self._spent
        after = stick()
        steady = abs(after - self._stick) / max(after, self._stick) < STEADY
        (self.blocks if steady else self.unsteady).append(spent / ((after + self._stick) / 2) / count)

    @property
    def middle(self) -> float:
        """The block in the middle."""
        return median(self.blocks or self.unsteady)
