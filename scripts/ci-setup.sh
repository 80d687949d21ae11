#!/usr/bin/env bash
# Installs the Debian packages whose absence would make tests skip. Quiet, and nothing to do twice.
set -euo pipefail

packages=(
  golang-go              # builds the independent verifier of the log
  golang-golang-x-mod-dev # its tile, note and hashing code, written by others
  openssl                # checks signatures and key files with a second implementation
  unzip                  # tests the packs for the authority
  libxml2-utils          # xmllint: checks the CAP documents that we write
  postgresql             # a real server for the log's commits and its search
  strace                 # shows that what must be synced is synced
  softhsm2               # a token of software: the key store under PKCS#11
  opensc                 # pkcs11-tool, through which tokens are spoken to
)

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
[ "${#missing[@]}" -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "Not installed: ${missing[*]}. Install them as root; tests that need them will skip." >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "Installing ${missing[*]} …"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1
}
if ! { apt update && apt install -y --no-install-recommends "${missing[@]}"; }; then
  cat "$log" >&2
  exit 1
fi
