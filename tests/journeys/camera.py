"""A camera that sees what a test holds before it: a film of a QR code, read by Chromium in place of a device."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import segno
from playwright.sync_api import Browser

from tests.journeys import browser as harness

WIDTH, HEIGHT = 640, 480


def hold_up(file: Path, text: str) -> None:
    """Write a short film in which a printed label with this text lies before the camera, a little askew in light."""
    code = np.array([list(row) for row in segno.make(text, error="m").matrix], dtype=np.uint8)
    code = np.pad(code, 4)
    step = min(WIDTH, HEIGHT) * 7 // 10 // len(code)
    picture = np.where(np.kron(code, np.ones((step, step), dtype=np.uint8)) > 0, 40, 215).astype(np.uint8)
    light = np.linspace(200, 150, WIDTH, dtype=np.uint8)
    frame = np.tile(light, (HEIGHT, 1))
    top, left = (HEIGHT - len(picture)) // 2, (WIDTH - len(picture)) // 2 + 17
    frame[top : top + len(picture), left : left + len(picture)] = picture
    noise = np.random.default_rng(1)
    with file.open("wb") as out:
        out.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode())
        for _frame in range(4):
            grained = np.clip(frame.astype(np.int16) + noise.integers(-9, 10, frame.shape), 0, 255).astype(np.uint8)
            out.write(b"FRAME\n" + grained.tobytes() + b"\x80" * (WIDTH * HEIGHT // 2))


@contextmanager
def with_camera(chromium: Browser, file: Path) -> Iterator[Callable[..., Any]]:
    """A browser of its own whose camera is the file; it is read anew each time that a page turns the camera on."""
    started = chromium.browser_type.launch(
        executable_path=harness.chromium(),
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={file}",
        ],
    )
    try:
        yield started.new_context
    finally:
        started.close()
