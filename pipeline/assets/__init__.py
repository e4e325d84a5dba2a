"""Dagster's view of the pipeline: assets, checks, jobs, schedule and sensor, each a call and what the UI shows of it."""

import warnings

import dagster as dg

# Single-run backfills are what makes a build of 25 years take seconds; the pinned version has them, whatever comes later.
warnings.filterwarnings("ignore", message=".*backfill_policy.*", category=dg.BetaWarning)
