"""Every read of the room: what is to be exported and asked, the runs, the findings."""
