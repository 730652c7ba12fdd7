"""The front-end files we serve: public name → file inside the packages npm installed. Nothing else of them is public."""

ASSETS = {
    "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "vendor/htmx.min.js.map": "htmx.org/dist/htmx.min.js.map",
}
