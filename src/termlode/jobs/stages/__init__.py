"""The stages of a build, one by one; :mod:`termlode.jobs.build` conducts them."""
