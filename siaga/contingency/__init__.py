"""What to do when something fails: playbooks, scarce resources, what-if."""
