"""The main job: sources in, a translation memory and exports out, stage by stage, and again where it stopped."""

from termlode.pipeline.build import STAGES, build
from termlode.pipeline.results import BuildResult, Failure, Pair, Source

__all__ = ["STAGES", "BuildResult", "Failure", "Pair", "Source", "build"]
