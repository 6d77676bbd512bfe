#!/usr/bin/env bash
# Installs a tarball in an empty folder, as a user does, and transforms every fixture with it in whichever `node` is first
# on the PATH, 18 or later. Needs `npm ci`: test/package/try-tarball.sh FILE.tgz
set -euo pipefail
tarball=$(realpath "$1")
repository=$(realpath "$(dirname "$0")/../..")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$repository/node_modules/.bin/esbuild" "$repository/test/package/transform-fixtures.ts" \
  --log-level=warning --outfile="$folder/transform-fixtures.mjs"
cd "$folder"
npm init --yes > /dev/null
npm install --no-audit --no-fund "$tarball"
node transform-fixtures.mjs "$repository/fixtures"
