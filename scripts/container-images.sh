#!/usr/bin/env bash
# Builds the images of tests/containers from Debian's packages, since a registry of images may not be reachable:
# PostgreSQL as each of these Debian releases has it. apt checks the packages' signatures. Nothing of the machine's
# own packages changes, and no root is needed beside an engine that answers. Nothing to do twice: an image carries
# the digest of this file.
set -euo pipefail

declare -A releases=([15]=bookworm [17]=trixie)
# The one from which this machine takes its own packages.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -n 1)
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
user=70

recipe=$(sha256sum "${BASH_SOURCE[0]}" | cut -d ' ' -f 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Packages of the release $2 for PostgreSQL $1: the server, what it links, a shell for initdb and the times of the
# world; not the compiler of queries, nor what only administers clusters.
packages_of() {
  apt_of "$2" -s install --no-install-recommends "postgresql-$1" dash tzdata |
    awk '$1 == "Inst" { print $2 }' |
    grep -E "^(postgresql-$1|postgresql-client-$1|dash|tzdata|zlib1g|lib.*)$" |
    grep -vE '^lib(llvm|z3|perl|c-l10n|pam-modules)|-perl$'
}

# apt with a world of its own: nothing installed, and the one source that the release $1 is.
apt_of() {
  local home=$work/$1
  shift
  apt-get -qq -o Dir::State="$home" -o Dir::State::status="$home/status" -o Dir::Cache="$home" \
    -o Dir::Etc::sourcelist="$home/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferencesparts=/dev/null -o APT::Sandbox::User= -o Acquire::Languages=none "$@"
}

fetch_lists() {
  local home=$work/$1
  mkdir -p "$home/lists/partial" "$home/archives/partial"
  : >"$home/status"
  echo "deb [signed-by=$keyring] $mirror $1 main" >"$home/sources.list"
  apt_of "$1" update
}

# The tree of PostgreSQL $1 of the release $2 in the folder $3.
unpack() {
  local packages package tree=$3
  packages=$(packages_of "$1" "$2")
  mkdir -p "$work/debs-$1" "$tree/usr"/{bin,sbin,lib,lib64} "$tree/etc" "$tree/tmp" "$tree/data"
  for package in bin sbin lib lib64; do ln -s "usr/$package" "$tree/$package"; done
  (cd "$work/debs-$1" && xargs bash -c 'apt_of "$0" download "$@"' "$2" <<<"$packages")
  for package in "$work/debs-$1"/*.deb; do
    dpkg-deb --fsys-tarfile "$package" |
      tar -x -C "$tree" --keep-directory-symlink --no-same-owner --exclude='./usr/share/doc' --exclude='./usr/share/man'
  done
  echo "postgres:x:$user:$user::/data:/bin/sh" >"$tree/etc/passwd"
  echo "postgres:x:$user:" >"$tree/etc/group"
  chmod 1777 "$tree/tmp" "$tree/data"
}
export -f apt_of
export work

build() {
  local image=raccordo-test/postgres:$1 tree=$work/tree-$1
  [ "$(docker image inspect -f '{{ index .Config.Labels "recipe" }}' "$image" 2>/dev/null)" = "$recipe" ] && return
  echo "Building $image from Debian's packages …"
  fetch_lists "$2"
  unpack "$1" "$2" "$tree"
  tar -C "$tree" --owner=0 --group=0 --numeric-owner -c . |
    docker import -c "USER $user" -c "LABEL recipe=$recipe" -c "ENV PATH=/usr/lib/postgresql/$1/bin:/usr/bin" \
      - "$image" >/dev/null
  rm -rf "$tree"
}

if [ ! -e "$keyring" ] || [ -z "$mirror" ]; then
  echo "The images of tests/containers are built from Debian's packages, and this machine takes none from there." >&2
  exit 1
fi
builds=()
for version in "${!releases[@]}"; do
  build "$version" "${releases[$version]}" &
  builds+=($!)
done
for pid in "${builds[@]}"; do wait "$pid"; done
