"""Run suites with Great Expectations in an ephemeral context: the one module that imports it, where it runs (4-5 s)."""

import logging
import os
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from functools import cache
from typing import Any

from pipeline.quality import counting, history, structure
from pipeline.quality.rule import RULES, Arguments, Tables
from pipeline.quality.suite import Expectation, suite
from pipeline.quality.verdict import Breach, Verdict
from pipeline.tables.catalog import TABLES

# Modules whose import enters their rules.
_RULE_MODULES = (counting, history, structure)
# What the rules of this project see while a suite runs: Great Expectations hands a metric one frame only.
_TABLES: ContextVar[Tables] = ContextVar("tables")
# The key under which an expectation remembers its place in its suite.
_NUMBER = "number"


@cache
def _great_expectations() -> tuple[Any, Any, Any]:
    """The library, its context and the expectation class that runs a rule of this project."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    import great_expectations as gx  # noqa: PLC0415 - slow, so only where a suite runs
    from great_expectations.data_context.types.base import ProgressBarsConfig  # noqa: PLC0415
    from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine  # noqa: PLC0415
    from great_expectations.expectations.expectation import BatchExpectation  # noqa: PLC0415
    from great_expectations.expectations.metrics.metric_provider import metric_value  # noqa: PLC0415
    from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider  # noqa: PLC0415

    class RuleBreaches(TableMetricProvider):
        """The rows that break a rule."""

        metric_name = "table.rule_breaches"
        value_keys = ("rule", "table", "arguments")

        @metric_value(engine=PandasExecutionEngine)
        def _pandas(cls, metric_value_kwargs: Any, **_: Any) -> list[tuple[str, str]]:  # noqa: ANN401, N805 - the library's signature
            run = RULES[metric_value_kwargs["rule"]]
            breaches = run(metric_value_kwargs["table"], _TABLES.get(), metric_value_kwargs["arguments"])
            return [(breach.key, breach.reason) for breach in breaches]

    class ExpectRuleToHold(BatchExpectation):
        """Expect no row to break a rule of this project."""

        rule: str
        table: str
        arguments: dict[str, Any]
        metric_dependencies = ("table.rule_breaches",)
        success_keys = ("rule", "table", "arguments")

        def _validate(self, metrics: dict[Any, Any], runtime_configuration: Any = None, execution_engine: Any = None) -> dict[Any, Any]:  # noqa: ANN401, ARG002
            breaches = metrics["table.rule_breaches"]
            return {"success": not breaches, "result": {"observed_value": len(breaches), "details": {"breaches": breaches}}}

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return gx, context, ExpectRuleToHold


def _compiled(number: int, expectation: Expectation, table: str) -> Any:  # noqa: ANN401 - a class of the library
    gx, _, rule_class = _great_expectations()
    severity = "critical" if expectation.severity == "error" else "warning"
    if expectation.type in RULES:
        return rule_class(rule=expectation.type, table=table, arguments=dict(expectation.kwargs), severity=severity, meta={_NUMBER: number})
    kind = gx.expectations.registry.get_expectation_impl(expectation.type)
    return kind(severity=severity, meta={_NUMBER: number}, **expectation.kwargs)


def _breaches(table: str, kwargs: Arguments, result: Mapping[str, Any]) -> tuple[Breach, ...]:
    """All rows that break an expectation; of one on the table as a whole, the table with what was observed."""
    if "details" in result:
        return tuple(Breach(key, reason) for key, reason in result["details"]["breaches"])
    key, column = TABLES[table].key, kwargs.get("column")
    rows = result.get("unexpected_index_list") or []
    if rows:
        return tuple(
            Breach(" ".join(str(row[name]) for name in key), "" if column is None else f"{column} = {row.get(column)!r}") for row in rows
        )
    return (Breach(table, f"observed {result.get('observed_value')!r}"),)


def _trouble(told: Mapping[str, Any]) -> str | None:
    """Why an expectation could not run: told once, or once for each metric; None where it ran."""
    for one in (told, *(value for value in told.values() if isinstance(value, dict))):
        if one.get("raised_exception"):
            return str(one.get("exception_message"))
    return None


def validate(table: str, tables: Tables, expectations: Iterable[Expectation] | None = None) -> tuple[Verdict, ...]:
    """The verdict on each expectation of a table's suite (or on the given ones), in their order."""
    wanted = tuple(suite(table) if expectations is None else expectations)
    gx, context, _ = _great_expectations()
    frame = tables.frame(table)
    source = context.data_sources.add_or_update_pandas(table)
    batch_definition = source.add_dataframe_asset(table).add_batch_definition_whole_dataframe("all")
    token = _TABLES.set(tables)
    try:
        batch = batch_definition.get_batch({"dataframe": frame})
        compiled = gx.ExpectationSuite(name=table, expectations=[_compiled(number, one, table) for number, one in enumerate(wanted)])
        form = {"result_format": "COMPLETE", "unexpected_index_column_names": list(TABLES[table].key)}
        outcome = batch.validate(compiled, result_format=form)
    finally:
        _TABLES.reset(token)
    verdicts = []
    # the library answers in an order of its own
    results = {result.expectation_config.meta[_NUMBER]: result for result in outcome.results}
    for number, expectation in enumerate(wanted):
        result = results[number]
        if trouble := _trouble(result.exception_info or {}):
            raise RuntimeError(f"{table}: {expectation.name} could not run: {trouble}")
        passed = bool(result.success)
        breaches = () if passed else _breaches(table, expectation.kwargs, result.result)
        verdicts.append(Verdict(table, expectation.name, expectation.severity, passed, expectation.why, breaches))
    return tuple(verdicts)
