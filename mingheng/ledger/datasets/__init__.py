"""The log as files that any web server can serve and any store keep. No Django in `shelf`: a witness keeps its copy the same way."""
