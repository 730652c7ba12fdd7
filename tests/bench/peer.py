"""The yardstick of `bench_scan`, run by itself in an environment of its own: pm4py's two checks of the road log, in seconds."""

import sys
import time

import pandas as pd
import pm4py

NOISE = 0.2  # the share of rare behaviour the model leaves out


def main(path: str) -> None:
    """Print the name and the seconds of each check, a tab between them."""
    told = pd.read_csv(path, low_memory=False)
    told["timestamp"] = pd.to_datetime(told["timestamp"], utc=True)
    log = pm4py.format_dataframe(told, case_id="case_id", activity_key="activity", timestamp_key="timestamp")
    net = pm4py.discover_petri_net_inductive(log, noise_threshold=NOISE)
    began = time.perf_counter()
    pm4py.conformance_diagnostics_token_based_replay(log, *net)
    print(f"token replay\t{time.perf_counter() - began:.2f}")
    profile = pm4py.discover_temporal_profile(log)
    began = time.perf_counter()
    pm4py.conformance_temporal_profile(log, profile)
    print(f"temporal profile\t{time.perf_counter() - began:.2f}")


main(sys.argv[1])
