"""The front-end files we serve: public name → file inside the packages npm installed. Nothing else of them is public."""

ASSETS = {
    "vendor/fflate.js": "fflate/esm/browser.js",
    "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "vendor/htmx.min.js.map": "htmx.org/dist/htmx.min.js.map",
    "vendor/noble-ed25519.js": "@noble/ed25519/index.js",
    **{f"vendor/noble-hashes/{name}.js": f"@noble/hashes/{name}.js" for name in ("_md", "_u64", "hmac", "sha2", "utils")},
    **{f"vendor/qr/{name}.js": f"qr/{name}.js" for name in ("decode", "index")},
}
