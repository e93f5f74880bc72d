"""Reading a file of rows: CSV or XLSX, plain or gzipped, without trusting it. Pure: no models, no requests."""

from siaga.intake.reading.headers import Binding, bind, fold_header
from siaga.intake.reading.table import Limits, NumberText, Table, read_table, unpacked

__all__ = ["Binding", "Limits", "NumberText", "Table", "bind", "fold_header", "read_table", "unpacked"]
