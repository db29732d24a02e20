/// A regular expression as a table: one look-up a byte, whatever the expression and the text are.
///
/// The expression becomes a nondeterministic automaton over the bytes of UTF-8, and that a
/// deterministic one, whose states are sets of states of the first; both are bounded, and an
/// expression that needs more is refused.
///
/// - Complexity: O(bytes of the text) a match, stopped where nothing can change any more.
/// - Source: Thompson, *Regular expression search algorithm*, 1968; Rabin and Scott, *Finite
///   automata and their decision problems*, 1959.
struct ByteAutomaton: Sendable {
  /// Where a match may lie.
  enum Mode { case anywhere, whole }

  /// The most states of the table.
  static let mostStates = 4096
  /// The most states of the nondeterministic automaton that are looked at while the table is built.
  private static let mostWork = 2_000_000
  /// The states from which nothing leads to a match, and from which everything is one.
  private static let (dead, matched) = (UInt16(0), UInt16(1))

  private let classes: [UInt8]
  private let classCount: Int
  private let table: [UInt16]
  private let endsWell: [Bool]

  /// Builds the table of an expression.
  ///
  /// - Throws: ``StreamRefusal`` for one that cannot be followed, or needs too many states.
  init(_ pattern: String, _ mode: Mode) throws(StreamRefusal) {
    var threads = PatternThreads()
    try threads.build(PatternParser.parse(pattern))
    let (classes, count) = threads.byteClasses
    self.classes = classes
    classCount = count
    let first = threads.closure([threads.first], atStart: true, atEnd: false)
    let again = mode == .anywhere ? [threads.first] : []
    var known: [[Int]: UInt16] = [:]
    var sets: [[Int]] = [[], []]
    var table = [UInt16](repeating: Self.dead, count: count)
    table += [UInt16](repeating: Self.matched, count: count)
    var endsWell = [false, true]
    var work = 0
    func number(_ set: [Int]) throws(StreamRefusal) -> UInt16 {
      work += set.count
      if set.isEmpty { return Self.dead }
      if mode == .anywhere, set.contains(threads.match) { return Self.matched }
      if let number = known[set] { return number }
      guard sets.count < Self.mostStates, work < Self.mostWork else {
        throw StreamRefusal(
          "the pattern “\(pattern)” needs too large a table",
          remedy: "hold it to the beginning with ^, or repeat fewer parts")
      }
      known[set] = UInt16(sets.count)
      sets.append(set)
      return UInt16(sets.count - 1)
    }
    // The beginning is a state of its own: only there does ^ hold, and the end may follow at once.
    sets.append(first)
    endsWell.append(
      threads.closure([threads.first], atStart: true, atEnd: true).contains(threads.match))
    let isMatchedAtOnce = mode == .anywhere && first.contains(threads.match)
    var state = 2
    while state < sets.count {
      if state > 2 {
        endsWell.append(
          threads.closure(sets[state], atStart: false, atEnd: true).contains(threads.match))
      }
      for byteClass in 0..<count {
        work += sets[state].count
        let next = threads.step(sets[state], byteClass)
        let set =
          next.isEmpty && again.isEmpty
          ? [] : threads.closure(next + again, atStart: false, atEnd: false)
        table.append(isMatchedAtOnce && state == 2 ? Self.matched : try number(set))
      }
      state += 1
    }
    self.table = table
    self.endsWell = endsWell
  }

  /// The state before the first byte.
  static let start = 2

  /// The state after one more byte.
  func step(_ state: Int, _ byte: UInt8) -> Int {
    Int(table[state * classCount + Int(classes[Int(byte)])])
  }

  /// Whether a text that ends in a state matches.
  func endsWell(_ state: Int) -> Bool { endsWell[state] }

  /// The class of a byte: bytes of one are read alike.
  func byteClass(_ byte: UInt8) -> UInt8 { classes[Int(byte)] }

  /// Whether a text matches.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe table.withUnsafeBufferPointer { table in
      unsafe classes.withUnsafeBufferPointer { classes in
        var state = Self.start
        for index in 0..<text.count {
          state = unsafe Int(table[state * classCount + Int(classes[Int(text[index])])])
          if state < 2 { return state == 1 }
        }
        return endsWell[state]
      }
    }
  }

  /// The same for a text of its own.
  func matches(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return unsafe bytes.withUnsafeBufferPointer { unsafe matches($0) }
  }
}

/// An expression as states of which several hold at once.
struct PatternThreads {
  private enum State {
    case bytes(ClosedRange<UInt8>, next: Int)
    case split([Int])
    case start(next: Int)
    case end(next: Int)
    case match
  }

  /// The most states, with counted repetitions written out.
  private static let mostStates = 20_000

  private var states: [State] = [.match]
  /// The state in which a match is complete.
  let match = 0
  /// The state to begin in.
  private(set) var first = 0
  /// A byte of each class, by which all bytes of it behave.
  private var samples: [UInt8] = []

  /// Makes the states of an expression.
  mutating func build(_ node: PatternNode) throws(StreamRefusal) {
    first = try add(node, next: match)
    _ = byteClasses
    samples = Self.samples(of: byteClasses.classes)
  }

  private mutating func append(_ state: State) throws(StreamRefusal) -> Int {
    guard states.count < Self.mostStates else {
      throw StreamRefusal(
        "a pattern repeats too many parts", remedy: "count fewer repetitions")
    }
    states.append(state)
    return states.count - 1
  }

  /// Adds the states of a part; answers the one to enter by.
  private mutating func add(_ node: PatternNode, next: Int) throws(StreamRefusal) -> Int {
    switch node {
    case .set(let set):
      var ways: [Int] = []
      for sequence in set.byteSequences {
        var entry = next
        for bytes in sequence.reversed() { entry = try append(.bytes(bytes, next: entry)) }
        ways.append(entry)
      }
      return ways.count == 1 ? ways[0] : try append(.split(ways))
    case .sequence(let parts):
      var entry = next
      for part in parts.reversed() { entry = try add(part, next: entry) }
      return entry
    case .choice(let parts):
      var ways: [Int] = []
      for part in parts { ways.append(try add(part, next: next)) }
      return try append(.split(ways))
    case .repeated(let part, let least, let most):
      var entry = next
      if let most {
        for _ in least..<most {
          entry = try append(.split([try add(part, next: entry), next]))
        }
      } else {
        entry = try append(.split([]))
        states[entry] = .split([try add(part, next: entry), next])
      }
      for _ in 0..<least { entry = try add(part, next: entry) }
      return entry
    case .start: return try append(.start(next: next))
    case .end: return try append(.end(next: next))
    }
  }

  /// The states that hold together with some, in order: those that a byte leads on from, ends, and
  /// the match.
  func closure(_ set: [Int], atStart: Bool, atEnd: Bool) -> [Int] {
    var seen: Set<Int> = []
    var left = set
    var result: [Int] = []
    while let state = left.popLast() {
      guard seen.insert(state).inserted else { continue }
      switch states[state] {
      case .bytes, .match: result.append(state)
      case .split(let ways): left += ways
      case .start(let next): if atStart { left.append(next) }
      case .end(let next):
        result.append(state)
        if atEnd { left.append(next) }
      }
    }
    return result.sorted()
  }

  /// The states after a byte of a class.
  func step(_ set: [Int], _ byteClass: Int) -> [Int] {
    let byte = samples[byteClass]
    return set.compactMap { state in
      if case .bytes(let bytes, let next) = states[state], bytes.contains(byte) {
        next
      } else {
        nil
      }
    }
  }

  /// By byte its class: bytes of one are in the same ranges everywhere.
  var byteClasses: (classes: [UInt8], count: Int) {
    var starts: Set<Int> = [0]
    for case .bytes(let bytes, _) in states {
      starts.insert(Int(bytes.lowerBound))
      starts.insert(Int(bytes.upperBound) + 1)
    }
    var number = -1
    let classes = (0...255).map { byte in
      if starts.contains(byte) { number += 1 }
      return UInt8(number)
    }
    return (classes, number + 1)
  }

  private static func samples(of classes: [UInt8]) -> [UInt8] {
    (0...255).filter { $0 == 0 || classes[$0] != classes[$0 - 1] }.map { UInt8($0) }
  }
}
