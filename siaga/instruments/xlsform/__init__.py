"""From an XLSForm file to a checked form: sheets, guards, pyxform with its messages explained. Knows no model.

The door is ``siaga.instruments.xlsform.reading.read_form``.
"""
