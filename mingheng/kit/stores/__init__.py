"""Places to keep files, behind Django's storage interface: a folder, or any S3 service.

Both write once: a name that is taken is refused, never overwritten and never quietly changed. What `save` has returned
is on disk (folder) or confirmed by the service (S3). Neither has public addresses: files are read through the rooms.
"""
