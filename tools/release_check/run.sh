#!/usr/bin/env bash
# What other people's tools say of a release. Usage: tools/release_check/run.sh [DIST]; needs node, npm and a registry.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
dist="$(cd "${1:-$root/dist}" && pwd)"
work="$root/build/release_check"
mkdir -p "$work/types"
for name in "" -cff; do
  if ! cmp -s "$here/requirements$name.txt" "$work/installed$name.txt"; then
    "$root/.venv/bin/python" -m venv --clear "$work/venv$name"
    "$work/venv$name/bin/python" -m pip install -qq --disable-pip-version-check -r "$here/requirements$name.txt"
    cp "$here/requirements$name.txt" "$work/installed$name.txt"
  fi
done
if ! cmp -s "$here/package-lock.json" "$work/installed-lock.json"; then
  cp "$here/package.json" "$here/package-lock.json" "$work/"
  (cd "$work" && npm ci --silent --no-audit --no-fund)
  cp "$here/package-lock.json" "$work/installed-lock.json"
fi
cp "$here/check.mjs" "$work/check.mjs"
bin="$work/venv/bin"

(cd "$dist" && sha256sum --quiet -c SHA256SUMS && echo "sha256sum: every file")
(cd "$dist" && "$bin/frictionless" validate datapackage.json > "$work/frictionless.txt") || { cat "$work/frictionless.txt"; exit 1; }
echo "frictionless: valid"
"$bin/mlcroissant" validate --jsonld "$dist/croissant.json" 2>&1 | grep -v "INFO\|Done" || true
"$bin/mlcroissant" validate --jsonld "$dist/croissant.json" > /dev/null 2>&1 && echo "mlcroissant: valid"
"$bin/check-jsonschema" --check-metaschema "$root"/schema/*.json "$root"/schema/rows/*.json
"$bin/check-jsonschema" --schemafile "$root/schema/document.schema.json" "$dist"/documents/*.json "$dist"/documents/*.yaml
(cd "$dist" && "$work/venv-cff/bin/cffconvert" --validate)
(cd "$work" && node check.mjs "$dist" "$root/schema" "$work/types")
(cd "$work" && npx --no-install tsc --strict --noEmit --skipLibCheck types/use.ts && echo "tsc --strict: both ways")
"$bin/python" "$here/readers.py" "$dist"
