# What the other scripts ask of the system; they read it with `.`, it is not run by itself.

has() { command -v "$1" >/dev/null 2>&1; }

# install_packages NAME...: Debian packages, as root or through sudo; fails where neither is possible
install_packages() {
    echo "Installing $* with apt-get ..." >&2
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif has sudo; then
        as_root=sudo
    else
        echo "No root here, and no sudo. As root: apt-get update && apt-get install $*" >&2
        return 1
    fi
    $as_root apt-get update -qq >&2
    # what goes wrong still comes on standard error
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@" </dev/null >/dev/null
}
