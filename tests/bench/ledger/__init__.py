"""The parts of `bench_ledger`, each run in a process of its own: `python -m tests.bench.ledger PART` on the folder of the environment."""
