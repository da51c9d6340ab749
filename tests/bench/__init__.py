"""What operations cost, in server CPU, as ratios to a bare route of the same run: `python -m tests.bench [--short]`."""
