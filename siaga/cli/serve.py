"""``siaga serve``: the production server with its worker."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

import click

from siaga.cli.conventions import Output, command
from siaga.cli.errors import OperationProblem
from siaga.cli.root import prepare


@command(example="siaga serve --host 0.0.0.0 --port 443 --tls-cert desk.crt --tls-key desk.key")
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Porta.")
@click.option("--workers", type=click.IntRange(1, 64), help="Banyak proses web; bawaan: banyak inti, paling banyak 4.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Banyak utas tiap proses.")
@click.option(
    "--tls-cert", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Sertifikat (PEM) untuk HTTPS."
)
@click.option(
    "--tls-key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Kunci sertifikat (PEM, PKCS#8)."
)
@click.option("--no-worker", is_flag=True, help="Tanpa pekerja latar; jalankan `siaga worker` sendiri.")
def serve(
    out: Output,
    host: str,
    port: int,
    workers: int | None,
    threads: int,
    tls_cert: Path | None,
    tls_key: Path | None,
    no_worker: bool,
) -> None:
    """Menjalankan peladen untuk pemakaian nyata.

    Berkas statis dan pekerja latar sudah termasuk. Kamera ponsel dan halaman luring memerlukan HTTPS: pakai
    --tls-cert dan --tls-key, atau letakkan di belakang proksi (docs/operations.md).
    """
    if os.environ.get("SIAGA_NOW"):
        raise OperationProblem(
            "SIAGA_NOW hanya untuk peragaan dan pengujian; peladen sungguhan memakai jam sebenarnya.",
            "Hapus SIAGA_NOW dari lingkungan, atau pakai `siaga demo`.",
        )
    tls = _tls(tls_cert, tls_key)
    os.environ["SIAGA_MODE"] = "serve"
    if tls:
        os.environ["SIAGA_TLS"] = "1"
    prepare()
    from siaga.cli.running import ready_to_serve, serve_until_stopped  # models: only after the environment is complete

    ready_to_serve()
    count = workers or min(os.cpu_count() or 1, 4)
    serve_until_stopped(out, host=host, port=port, workers=count, threads=threads, tls=tls, with_worker=not no_worker)


def _tls(cert: Path | None, key: Path | None) -> tuple[str, str] | None:
    if cert is None and key is None:
        return None
    if cert is None or key is None:
        raise OperationProblem(
            "HTTPS memerlukan sertifikat dan kuncinya.", "Sebutkan --tls-cert dan --tls-key bersama-sama."
        )
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key)
    except (OSError, ssl.SSLError) as error:
        raise OperationProblem(
            f"Sertifikat atau kuncinya tidak dapat dipakai: {error}.",
            "Keduanya harus PEM dan sepasang; buat ulang menurut docs/operations.md.",
        ) from None
    if "BEGIN PRIVATE KEY" not in key.read_text(errors="replace"):
        raise OperationProblem(
            "Kunci sertifikat bukan PKCS#8.", f"Ubah: openssl pkcs8 -topk8 -nocrypt -in {key} -out kunci-pkcs8.pem"
        )
    return str(cert.resolve()), str(key.resolve())
