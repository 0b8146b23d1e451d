"""The pipelined driver, the product's hottest path: a few statements, one transaction, one round trip, raw answers.

`PipelinePool.run` is all there is to call. Whoever needs objects, or decisions between two statements, takes a session
of `tenants.database` instead.
"""

from tenants.pipeline.calls import Rows, Step, rows_of
from tenants.pipeline.errors import StatementFailed
from tenants.pipeline.pool import PipelinePool, PoolMetrics

__all__ = ["PipelinePool", "PoolMetrics", "Rows", "StatementFailed", "Step", "rows_of"]
