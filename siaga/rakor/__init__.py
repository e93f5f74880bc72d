"""The rakor circle: forums, meetings, agenda, minutes, and the promises that come back."""
