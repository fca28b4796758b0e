"""Charts of money on one page: how firm promises are, who must bring money, and what could go round at which date."""

from circflow.charts.page import Charts, charts

__all__ = ["Charts", "charts"]
