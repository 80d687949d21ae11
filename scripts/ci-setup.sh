#!/usr/bin/env bash
# Installs the Debian packages whose absence would make tests skip, starts a Docker engine where none answers, and
# builds the images that tests/containers run. Quiet, and nothing to do twice.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=(
  golang-go              # builds the independent verifier of the log
  golang-golang-x-mod-dev # its tile, note and hashing code, written by others
  openssl                # checks signatures and key files with a second implementation
  chromium               # opens the page of a pack as a person does
  unzip                  # tests the packs for the authority
  libxml2-utils          # xmllint: checks the CAP documents that we write
  postgresql             # a real server for the log's commits and its search
  strace                 # shows that what must be synced is synced
  softhsm2               # a token of software: the key store under PKCS#11
  opensc                 # pkcs11-tool, through which tokens are spoken to
)
# Runs PostgreSQL and NATS in containers; where somebody has installed an engine of another make, that one does.
PATH=$PATH:/usr/sbin
engine_answers() { docker info >/dev/null 2>&1; }
engine_answers || command -v dockerd >/dev/null || packages+=(docker.io)

as_root=()
may_be_root() {
  [ "$(id -u)" -eq 0 ] && return
  command -v sudo >/dev/null && as_root=(sudo)
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done

apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1
}
if [ "${#missing[@]}" -gt 0 ]; then
  if ! may_be_root; then
    echo "Not installed: ${missing[*]}. Install them as root; tests that need them will skip." >&2
    exit 1
  fi
  echo "Installing ${missing[*]} …"
  # Newer releases of Debian have the engine's command in a package of its own.
  with_docker_command() {
    [[ " ${missing[*]} " != *" docker.io "* ]] || ! apt-cache show docker-cli >/dev/null 2>&1 || missing+=(docker-cli)
  }
  if ! { apt update && with_docker_command && apt install -y --no-install-recommends "${missing[@]}"; }; then
    cat "$log" >&2
    exit 1
  fi
fi

# An engine that leaves the machine's network as it is: no bridge, no rule of the firewall. Containers share the
# machine's network, and what listens in them binds 127.0.0.1. It goes on after this script: the tests need it.
start_engine() {
  local pid tries
  "${as_root[@]}" setsid dockerd --group "$(id -g)" --bridge none --iptables=false --ip6tables=false \
    --ip-forward=false --ip-masq=false --log-level error >>"$log" 2>&1 </dev/null &
  pid=$!
  for ((tries = 0; tries < 300; tries += 1)); do
    engine_answers && return
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.2
  done
  return 1
}

if ! engine_answers; then
  if [ -S /var/run/docker.sock ] || [ -d /run/systemd/system ] || ! may_be_root; then
    echo "No Docker engine answers to this user: tests/containers will skip." >&2
    exit 0
  fi
  if ! start_engine; then
    echo "The Docker engine does not start here: tests/containers will skip." >&2
    tail -n 5 "$log" >&2
    exit 0
  fi
fi
scripts/container-images.sh
