package egress

import "net/netip"

// denied are all prefixes that are not the public internet, by the IANA
// special-purpose registries, and those that carry an IPv4 address inside and
// so lead back to one. netip's own predicates leave out half of them.
var denied = parse(
	"0.0.0.0/8",       // this network
	"10.0.0.0/8",      // private
	"100.64.0.0/10",   // carrier NAT
	"127.0.0.0/8",     // loopback
	"169.254.0.0/16",  // link local, cloud metadata
	"172.16.0.0/12",   // private
	"192.0.0.0/24",    // protocol assignments
	"192.0.2.0/24",    // documentation
	"192.31.196.0/24", // AS112
	"192.52.193.0/24", // AMT
	"192.88.99.0/24",  // 6to4 relay
	"192.168.0.0/16",  // private
	"192.175.48.0/24", // AS112
	"198.18.0.0/15",   // benchmarks
	"198.51.100.0/24", // documentation
	"203.0.113.0/24",  // documentation
	"224.0.0.0/4",     // multicast
	"240.0.0.0/4",     // reserved, broadcast
	"::/96",           // unspecified, loopback, v4-compatible
	"::ffff:0:0:0/96", // v4-translated (SIIT)
	"64:ff9b::/96",    // NAT64
	"64:ff9b:1::/48",  // local NAT64
	"100::/64",        // discard
	"100:0:0:1::/64",  // dummy
	"2001::/23",       // protocol assignments, Teredo, ORCHID
	"2001:db8::/32",   // documentation
	"2002::/16",       // 6to4
	"2620:4f:8000::/48",
	"3fff::/20", // documentation
	"5f00::/16", // segment routing
	"fc00::/7",  // unique local
	"fe80::/10", // link local
	"fec0::/10", // site local
	"ff00::/8",  // multicast
)

// metadata hands out a cloud machine's credentials. Not even the operator's
// own list opens it.
var metadata = parse("169.254.0.0/16", "fd00:ec2::254/128", "fe80::/10")

func parse(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// Public reports whether ip is an address on the public internet.
func Public(ip netip.Addr) bool { return ip.IsValid() && !within(ip, denied) }

func within(ip netip.Addr, list []netip.Prefix) bool {
	ip = ip.Unmap().WithZone("")
	for _, p := range list {
		if p.Contains(ip) {
			return true
		}
	}
	return false
}
