"""A local server beside the CAT tool: JSON API, the interfaces of tmserver and amaGama, pages for review.

Extra ``server``. It holds no policy of its own: every answer is that of a job, by :mod:`termlode.server.desk`.
"""
