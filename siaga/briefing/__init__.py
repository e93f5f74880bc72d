"""Documents made from the facts: letters, minutes on paper, the briefing, and the reports of the desk."""
