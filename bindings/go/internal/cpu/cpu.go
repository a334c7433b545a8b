// Package cpu says which vector instructions this CPU and its operating system have, for the few
// assembly functions of this module. The library chooses its own target.
package cpu
