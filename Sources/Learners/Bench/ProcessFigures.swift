internal import Foundation

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Processor time and memory of the processes that answer, as the system's `/proc` tells them.
struct ProcessFigures: Sendable {
  /// Whose figures are meant.
  enum Target: Sendable, Hashable {
    /// This process, beyond the memory that it held before the model was loaded.
    case own(before: Int)
    /// Groups that this process started.
    case groups(Set<Int32>)
    /// A process and all that descend from it.
    case tree(Int32)
  }

  /// Seconds of processor time so far.
  let seconds: Double
  /// Bytes in memory now, or at the highest where one process can tell.
  let memory: Int

  /// Reads them; nil where there is no such process, or no `/proc`.
  init?(_ target: Target) {
    switch target {
    case .own(let before):
      guard let own = Entry(pid: getpid()) else { return nil }
      self.init(
        seconds: own.seconds,
        memory: max(0, max(own.memory, Self.highest(own.pid) ?? 0) - before))
    case .groups(let groups):
      let members = Self.entries().filter { groups.contains($0.group) }
      guard !members.isEmpty else { return nil }
      self.init(members)
    case .tree(let pid):
      let all = Self.entries()
      var known: Set<Int32> = all.contains { $0.pid == pid } ? [pid] : []
      guard !known.isEmpty else { return nil }
      // Children have numbers in any order: as long as one more is found, there may be others.
      while case let more = all.filter({ known.contains($0.parent) && !known.contains($0.pid) }),
        !more.isEmpty
      {
        known.formUnion(more.map(\.pid))
      }
      self.init(all.filter { known.contains($0.pid) })
    }
  }

  private init(_ members: [Entry]) {
    let now = members.reduce(0) { $0 + $1.memory }
    self.init(
      seconds: members.reduce(0) { $0 + $1.seconds },
      memory: members.count == 1 ? max(now, Self.highest(members[0].pid) ?? 0) : now)
  }

  private init(seconds: Double, memory: Int) {
    self.seconds = seconds
    self.memory = memory
  }

  /// Memory of this process now, in bytes.
  static func ownMemory() -> Int { Entry(pid: getpid())?.memory ?? 0 }

  /// Lets the highest memory of this process be counted from now on, where the system allows it.
  static func forgetHighest() {
    // Without it the highest so far stands, which is an upper bound.
    guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
    try? file.write(contentsOf: Data("5".utf8))
    try? file.close()
  }

  /// The highest memory of a process so far, in bytes.
  private static func highest(_ pid: Int32) -> Int? {
    guard let text = text("/proc/\(pid)/status"),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({
        Int($0)
      })
    else { return nil }
    return kilobytes * 1_024
  }

  private static func entries() -> [Entry] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: "/proc")
        .compactMap { Int32($0) }.compactMap(Entry.init)
    } catch {
      return []
    }
  }

  fileprivate static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A process as `/proc/PID/stat` tells it.
  private struct Entry {
    let pid: Int32
    let parent: Int32
    let group: Int32
    let seconds: Double
    let memory: Int

    init?(pid: Int32) {
      guard let text = ProcessFigures.text("/proc/\(pid)/stat"),
        let end = text.lastIndex(of: ")")
      else { return nil }
      // After the name, which may hold blanks and parentheses, the third field of proc(5) comes
      // first.
      let fields = text[text.index(after: end)...].split(separator: " ")
      guard fields.count > 21, let parent = Int32(fields[1]), let group = Int32(fields[2]),
        let pages = Int(fields[21])
      else { return nil }
      let ticks = (11...14).reduce(0) { $0 + (Int(fields[$1]) ?? 0) }
      self.pid = pid
      self.parent = parent
      self.group = group
      seconds = Double(ticks) / Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
      memory = pages * max(1, sysconf(Int32(_SC_PAGESIZE)))
    }
  }
}
