"""Invented values for the gallery of pages (`/components/`, demo installations only).

Every template is shown with them, so that its look can be checked without a database. People, firms,
places and numbers are fictional; they tell the same story as the mocks of the design language.
"""
