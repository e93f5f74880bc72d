"""``siaga ledger``: verify, export, checkpoint, show."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils.translation import gettext as _

from siaga import clock
from siaga.cli.conventions import Output, TargetFile, command, group
from siaga.kit.words import number
from siaga.ledger.checkpoints import spoken, take_checkpoint
from siaga.ledger.errors import NothingYet
from siaga.ledger.export import entry_line, export
from siaga.ledger.models import Checkpoint, Entry
from siaga.ledger.paper import as_pdf, as_text
from siaga.ledger.phrases import act_phrase
from siaga.ledger.sealing import seal_all
from siaga.ledger.verification import verify


@group(example="siaga ledger verify")
def ledger() -> None:
    """Memeriksa, mengekspor, dan menampilkan buku besar."""


@command(name="verify", example="siaga ledger verify --json")
def verify_command(out: Output) -> None:
    """Memeriksa seluruh buku besar: isi, rantai, titik periksa, dan data yang sekarang.

    Keluar dengan status 1 bila ada yang tidak utuh, dan menyebut kerusakan pertama.
    """
    with out.progress(_("Memeriksa")) as at:
        report = verify(lambda step, done, total: at(done))
    out.result(report.as_dict())
    out.say(
        _("%(entries)s entri dalam %(chains)s rantai, %(unsealed)s di antaranya belum bersegel; %(rows)s baris massal.")
        % {
            "entries": number(report.entries),
            "chains": number(report.chains),
            "unsealed": number(report.unsealed),
            "rows": number(report.rows),
        }
    )
    out.say(
        _("%(objects)s data sekarang dibandingkan dengan entri terakhirnya; %(checkpoints)s titik periksa.")
        % {"objects": number(report.objects), "checkpoints": number(report.checkpoints)}
    )
    if report.last_checkpoint:
        last = report.last_checkpoint | {"beyond": number(report.beyond_checkpoint)}
        out.say(_("Titik periksa terakhir: nomor %(number)s, %(day)s; %(beyond)s entri ditulis sesudahnya.") % last)
    if report.ok:
        out.say(_("Buku besar utuh."))
        return
    assert report.first is not None
    out.warn(_("BUKU BESAR TIDAK UTUH: %d kerusakan. Yang pertama:") % sum(report.by_kind.values()))
    out.warn(report.first.message)
    for broken in report.breaks[1:10]:
        out.warn(f"  {broken.message}")
    out.fail(_("Simpan cadangan keadaan ini, lalu bandingkan dengan titik periksa yang tercetak (docs/ledger.md)."))


@command(name="export", example="siaga ledger export buku-besar.jsonl.gz")
@click.argument("file", type=TargetFile())
@click.option("--chain", "chains", multiple=True, help="Hanya rantai ini, misalnya 16.72; boleh diulang.")
def export_command(out: Output, file: Path, chains: tuple[str, ...]) -> None:
    """Menulis buku besar ke berkas JSON baris demi baris (.jsonl atau .jsonl.gz)."""
    seal_all()
    counts = export(file, chains or None)
    entries = counts.get("entry", 0)
    out.say(
        _("%(entries)s entri dan %(points)s titik periksa ditulis ke %(file)s.")
        % {"entries": number(entries), "points": number(counts.get("checkpoint", 0)), "file": file}
    )
    out.result(
        {
            "file": str(file),
            "entries": entries,
            "row_files": counts.get("rows", 0),
            "checkpoints": counts.get("checkpoint", 0),
        }
    )


@command(name="checkpoint", example="siaga ledger checkpoint --print titik-periksa.pdf")
@click.option("--print", "paper", type=TargetFile(), help="Tulis lembar cetaknya (.pdf/.txt).")
@click.option("--last", is_flag=True, help="Pakai titik periksa terakhir; jangan membuat yang baru.")
def checkpoint_command(out: Output, paper: Path | None, last: bool) -> None:
    """Membuat titik periksa sekarang, dan bila diminta lembar cetaknya untuk disimpan pihak luar."""
    now = clock.now()
    point = Checkpoint.objects.order_by("-number").first() if last else take_checkpoint(now)
    if point is None:
        raise NothingYet
    if paper is not None:
        if paper.suffix == ".pdf":
            paper.write_bytes(as_pdf(point, printed_by=_("operator server"), now=now))
        else:
            paper.write_text(as_text(point))
    out.say(as_text(point))
    out.result(
        {
            "number": point.number,
            "day": point.day.isoformat(),
            "at": point.at.isoformat(),
            "root": point.root,
            "spoken": " ".join(spoken(point.root)),
            "entries": point.entries,
            "file": str(paper) if paper else None,
        }
    )


@command(name="show", example="siaga ledger show --object desk.agency:12 --limit 5")
@click.option("--object", "thing", default="", help="Jenis dan kunci objek, misalnya desk.agency:12.")
@click.option("--chain", default="", help="Hanya rantai ini, misalnya 16.72.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
def show_command(out: Output, thing: str, chain: str, limit: int) -> None:
    """Menampilkan entri terbaru, atau entri tentang satu objek."""
    entries = Entry.objects.select_related("seal").order_by("-pk")
    if thing:
        kind, _sep, key = thing.partition(":")
        entries = entries.filter(object_type=kind, object_key=key)
    if chain:
        entries = entries.filter(chain=chain)
    found = [entry_line(entry) for entry in entries[:limit]]
    for line in found:
        place = (
            f"{line['chain']} #{line['seal']['seq']}" if line["seal"] else f"{line['chain']} ({_('menunggu segel')})"
        )
        out.say(f"{line['at']}  {place:18}  {line['actor'][1]}  {act_phrase(str(line['action']))}  {line['object'][2]}")
    if not found:
        out.say(_("Belum ada entri yang cocok."))
    out.result({"entries": found})


ledger.add_command(verify_command)
ledger.add_command(export_command)
ledger.add_command(checkpoint_command)
ledger.add_command(show_command)
