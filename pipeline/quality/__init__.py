"""Declarations and hand-written expectations to Great Expectations suites to verdicts; agreement with hand annotation."""
