"""Figures on public benchmarks, which the user supplies: ``reportedly bench``."""
