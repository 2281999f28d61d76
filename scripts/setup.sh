#!/usr/bin/env bash
# setup.sh [run|test]: install what this machine lacks to run Firstline, or to
# test it too, and nothing else. With everything in place it returns at once.
#
# Debian 12 and 13, Ubuntu 24.04 and macOS with Homebrew. Root, or a user with
# sudo. Mirrors are always those the system already uses.
set -euo pipefail

purpose=${1:-run}
min_postgres=15      # MERGE is not used, NULLS NOT DISTINCT is
min_vector=0.8       # iterative index scans keep filtered searches complete
next_release="trixie resolute questing" # where a pgvector source of that age is found

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

as_root() {
  if (($(id -u) == 0)); then "$@"; return; fi
  have sudo || fail "needs root for: $* (become root, or install sudo)"
  sudo "$@"
}

# bindir prints the folder of the newest Postgres server on this machine.
bindir() {
  local dir best='' version best_version=0
  for dir in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin \
    "$(pg_config --bindir 2>/dev/null || true)"; do
    [[ -n $dir && -x $dir/initdb && -x $dir/postgres ]] || continue
    version=$("$dir/postgres" --version | grep -Eo '[0-9]+' | head -n 1)
    # Of two servers the one with the extension is the one to use.
    [[ -z $(vector_version "$dir") ]] || version=$((version + 1000))
    ((version <= best_version)) || { best=$dir best_version=$version; }
  done
  printf '%s' "$best"
}

# vector_version prints the version of pgvector beside the server in $1.
vector_version() {
  local share
  share=$("$1/pg_config" --sharedir 2>/dev/null) || share=/usr/share/postgresql/$(basename "$(dirname "$1")")
  sed -n "s/^default_version *= *'\(.*\)'/\1/p" "$share/extension/vector.control" 2>/dev/null || true
}

database_ready() {
  local dir version
  dir=$(bindir)
  [[ -n $dir ]] || return 1
  version=$("$dir/postgres" --version | grep -Eo '[0-9]+' | head -n 1)
  ((version >= min_postgres)) || return 1
  version=$(vector_version "$dir")
  [[ -n $version ]] && at_least "$version" "$min_vector"
}

browser_ready() { have chromium || have chromium-browser || have google-chrome || [[ -d "/Applications/Google Chrome.app" || -d /Applications/Chromium.app ]]; }
cjk_ready() { [[ $(uname) == Darwin ]] || compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null; }
# The race detector links with C.
compiler_ready() { have cc && { [[ $(uname) == Darwin ]] || [[ -e /usr/include/stdlib.h ]]; }; }
# A snap cannot open the folders a test works in, so Ubuntu's own package is no help there.
test_ready() { browser_ready && cjk_ready && compiler_ready; }

need_go_and_node() {
  have go || fail "Go is missing: install Go $(sed -n 's/^go //p' go.mod) or newer and put it on PATH"
  { have node && have npm; } || fail "Node is missing: install Node 20.19 or newer with npm"
  at_least "$(node --version | tr -d v)" 20.19 || fail "Node $(node --version) is too old: 20.19 or newer is needed"
}

# --- Debian and Ubuntu ------------------------------------------------------

apt_updated=
apt_install() {
  if [[ -z $apt_updated ]]; then
    say "reading the package lists"
    as_root apt-get update -qq
    apt_updated=1
  fi
  say "installing $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

apt_candidate() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p' | grep -v '(none)' || true; }

install_postgres_apt() {
  local dir major conf=/etc/postgresql-common/createcluster.d/firstline.conf packaged
  dir=$(bindir)
  if [[ -z $dir ]]; then
    # The package would start a server of its own on port 5432; Firstline keeps
    # a private one. The setting goes again, so that a later wish is not refused.
    as_root mkdir -p "$(dirname "$conf")"
    echo 'create_main_cluster = false' | as_root tee "$conf" >/dev/null
    apt_install postgresql
    as_root rm -f "$conf"
    dir=$(bindir)
  fi
  [[ -n $dir ]] || fail "Postgres was installed and is not to be found under /usr/lib/postgresql"
  major=$("$dir/postgres" --version | grep -Eo '[0-9]+' | head -n 1)
  ((major >= min_postgres)) || fail "Postgres $major in $dir is too old: $min_postgres or newer is needed"
  packaged=$(apt_candidate "postgresql-$major-pgvector")
  if [[ -n $packaged ]] && at_least "$packaged" "$min_vector"; then
    apt_install "postgresql-$major-pgvector"
  else
    build_pgvector "$major" "$dir"
  fi
}

# build_pgvector builds the extension from the source package of a later
# release, taken from this system's own mirror through lists of our own.
build_pgvector() {
  local major=$1 dir=$2 work suite mirror components keyring
  say "no package of pgvector $min_vector or newer here: building it for Postgres $major"
  apt_install "postgresql-server-dev-$major" gcc libc6-dev make
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder's name is wanted as it is now
  trap "rm -rf '$work'" EXIT
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  # shellcheck disable=SC2016 # apt-get expands the names
  mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' | awk '$2 ~ /^[a-z]+$/ && $1 !~ /security/ {print $1}' | sort | uniq -c | sort -rn | awk 'NR == 1 {print $2}')
  [[ -n $mirror ]] || fail "cannot tell the package mirror from apt-get indextargets"
  components=main keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  if [[ $(. /etc/os-release && echo "$ID") == ubuntu ]]; then components='main universe' keyring=/usr/share/keyrings/ubuntu-archive-keyring.gpg; fi
  for suite in $next_release; do
    echo "deb-src $([[ -e $keyring ]] && echo "[signed-by=$keyring]") $mirror $suite $components" >"$work/sources.list"
    fetch_source "$work" && break
  done
  compgen -G "$work/pgvector_*.orig.tar.*" >/dev/null || fail "no pgvector source package on the mirror; install pgvector $min_vector or newer by hand"
  mkdir "$work/src"
  tar -xf "$work"/pgvector_*.orig.tar.* -C "$work/src" --strip-components=1
  # OPTFLAGS is emptied so that the build does not depend on this very processor:
  # the library picks its vector instructions when it runs.
  make -s -C "$work/src" -j2 PG_CONFIG="$dir/pg_config" with_llvm=no OPTFLAGS= >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; fail "pgvector did not build"; }
  as_root make -s -C "$work/src" install PG_CONFIG="$dir/pg_config" with_llvm=no >/dev/null
}

fetch_source() {
  local work=$1
  local private=(-o "Dir::Etc::sourcelist=$work/sources.list" -o "Dir::Etc::sourceparts=-" -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=)
  apt-get "${private[@]}" update -qq 2>/dev/null || return 1
  (cd "$work" && apt-get "${private[@]}" source -qq --download-only pgvector >/dev/null 2>&1)
}

install_test_apt() {
  local wanted=()
  compiler_ready || wanted+=(gcc libc6-dev)
  cjk_ready || wanted+=(fonts-noto-cjk)
  browser_ready || wanted+=(chromium)
  ((${#wanted[@]} == 0)) || apt_install "${wanted[@]}"
}

# --- macOS --------------------------------------------------------------------

install_postgres_brew() {
  # The formula of pgvector is built for the newest Postgres formulas only.
  say "installing postgresql@18 and pgvector with Homebrew"
  brew install --quiet postgresql@18 pgvector
}

install_test_brew() { browser_ready || brew install --quiet --cask chromium; }

# --- main ---------------------------------------------------------------------

cd "$(dirname "$0")/.."
need_go_and_node
if have apt-get; then system=apt; elif have brew; then system=brew; else system=other; fi

if [[ -z ${DATABASE_URL:-} || $purpose == test ]] && ! database_ready; then
  [[ $system != other ]] || fail "install Postgres $min_postgres or newer with pgvector $min_vector or newer, then try again"
  "install_postgres_$system"
  database_ready || fail "Postgres $min_postgres with pgvector $min_vector is still not complete; try: bin/firstline doctor"
fi
if [[ $purpose == test ]] && ! test_ready; then
  [[ $system != other ]] || fail "install Chromium, a CJK font and a C compiler, then try again"
  "install_test_$system"
fi
