"""Addresses of action points and obstacles, for templates and for other rooms."""

from __future__ import annotations


def point_url(point_id: int) -> str:
    return f"/tindak-lanjut/{point_id}/"


def obstacle_url(obstacle_id: int) -> str:
    return f"/kendala/{obstacle_id}/"
