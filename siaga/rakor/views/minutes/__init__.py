"""The screen of the minutes: where they are written in the room, read, finished and signed."""
