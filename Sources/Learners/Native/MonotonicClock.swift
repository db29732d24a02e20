#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Seconds that never go back, whatever the wall clock does.
enum MonotonicClock {
  /// Now.
  static func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Waits until a moment; not at all when it has passed.
  static func wait(until moment: Double) {
    while case let left = moment - now(), left > 0 {
      var time = timespec(
        tv_sec: Int(left), tv_nsec: Int((left - left.rounded(.down)) * 1e9))
      unsafe nanosleep(&time, nil)
    }
  }
}
