"""Makes the sample library's files, on every core, and leaves them whole or not at all."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from datetime import date
from io import BytesIO
from multiprocessing import get_context, parent_process
import os
from pathlib import Path
import shutil
import signal
import threading

from demo.library.catalogue.all import SHOTS
from demo.library.catalogue.shot import Shot
from demo.library.manifest import Entry, write_manifest
from demo.library.measure import measure
from demo.library.model import AssetType
from demo.library.photograph import photo_file, photograph
from demo.library.video import SECONDS, pan

type Progress = Callable[[int, int], None]
"""Called with how many photos are done, from none to all, and of how many."""


def make_library(folder: Path, today: date, progress: Progress, scale: float = 1.0) -> None:
    """Paint all photos into a folder that appears when the last one is done.

    `scale` makes them smaller than cameras would, for those who cannot wait a minute.
    """
    half = folder.with_name(f"{folder.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    write_manifest(half, _make_all(half, today, progress, scale))
    half.rename(folder)


def _make_all(folder: Path, today: date, progress: Progress, scale: float) -> list[Entry]:
    """Paint on all cores, the slowest shots first so that no core waits for the last one."""
    order = sorted(range(len(SHOTS)), key=lambda number: -_effort(SHOTS[number]))
    entries: list[Entry] = []
    cores = os.process_cpu_count()
    with ProcessPoolExecutor(cores, get_context("spawn"), initializer=_obey_parent) as pool:
        tasks = [pool.submit(_make_one, number, folder, today, scale) for number in order]
        try:
            progress(0, len(SHOTS))
            for task in as_completed(tasks):
                entries.append(task.result())
                progress(len(entries), len(SHOTS))
        except BaseException:
            # Also for Ctrl-C and for an end by signal: nobody waits for photos nobody wants.
            pool.kill_workers()
            raise
    return entries


def _obey_parent() -> None:
    """Let a worker end when its parent is gone, and leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _effort(shot: Shot) -> float:
    return shot.size[0] * shot.size[1] * (1 + len(shot.sitters))


def _make_one(number: int, folder: Path, today: date, scale: float) -> Entry:
    shot = SHOTS[number]
    if shot.type is AssetType.VIDEO:
        return _make_video(shot, folder, today)
    content = photo_file(shot, today, scale)
    (folder / shot.name).write_bytes(content)
    return Entry(shot.name, shot.taken_at(today), measure(content, shot.edit))


def _make_video(shot: Shot, folder: Path, today: date) -> Entry:
    picture = photograph(shot)
    still = BytesIO()
    picture.save(still, "JPEG")
    poster_path(folder, shot.name).write_bytes(still.getvalue())
    content = pan(picture, shot.size)
    (folder / shot.name).write_bytes(content)
    told, seen = measure(content), measure(still.getvalue())
    facts = replace(seen, size=told.size, checksum=told.checksum, orientation=1)
    return Entry(shot.name, shot.taken_at(today), facts, SECONDS * 1000)


def poster_path(folder: Path, name: str) -> Path:
    """Return where the still picture of a video is kept."""
    return folder / f"{name}.poster.jpeg"
