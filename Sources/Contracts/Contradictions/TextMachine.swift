/// A text language as automata that read a text byte by byte, side by side.
struct TextMachine {
  private enum Part {
    case automaton(ByteAutomaton)
    /// Code points are counted no further than this.
    case counter(most: Int)
  }

  private enum Condition {
    case any
    case none
    case between(Int, Int?)
  }

  private var parts: [Part] = []
  private let condition: Condition

  /// The states of all parts.
  typealias State = [Int]

  /// Builds the automata of a language.
  ///
  /// Where one cannot be built the language is taken to be larger than it is; nil when that is all
  /// texts.
  init?(_ language: TextLanguage) {
    switch language {
    case .matching(let patterns):
      condition = .any
      for pattern in patterns {
        guard let automaton = Self.automaton(pattern, .anywhere) else { return nil }
        parts.append(.automaton(automaton))
      }
    case .free(let patterns):
      condition = .none
      for pattern in patterns {
        if let automaton = Self.automaton(pattern, .anywhere) {
          parts.append(.automaton(automaton))
        }
      }
    case .form(let form):
      condition = .any
      for pattern in form.patterns {
        guard let automaton = Self.automaton(pattern, .whole) else { return nil }
        parts.append(.automaton(automaton))
      }
    case .length(let range):
      condition = .between(range.least ?? 0, range.greatest)
      parts = [.counter(most: range.greatest.map { min($0, .max - 1) + 1 } ?? range.least ?? 0)]
    }
    if parts.isEmpty { return nil }
  }

  private static func automaton(_ pattern: String, _ mode: ByteAutomaton.Mode) -> ByteAutomaton? {
    do throws(StreamRefusal) {
      return try ByteAutomaton(pattern, mode)
    } catch {
      // An expression that no automaton follows contradicts nothing that is known.
      return nil
    }
  }

  /// Before the first byte.
  var start: State {
    parts.map { if case .automaton = $0 { ByteAutomaton.start } else { 0 } }
  }

  /// After one more byte.
  func step(_ state: State, _ byte: UInt8) -> State {
    zip(parts, state).map { part, state in
      switch part {
      case .automaton(let automaton): automaton.step(state, byte)
      case .counter(let most): byte & 0xC0 == 0x80 ? state : min(state + 1, most)
      }
    }
  }

  /// Whether a text that ends here is in the language.
  func accepts(_ state: State) -> Bool {
    let ends = zip(parts, state).map { part, state in
      if case .automaton(let automaton) = part { automaton.endsWell(state) } else { false }
    }
    return switch condition {
    case .any: ends.contains(true)
    case .none: !ends.contains(true)
    case .between(let least, let most): state[0] >= least && state[0] <= most ?? .max
    }
  }

  /// Whether a text is in the language.
  func accepts(_ text: String) -> Bool { accepts(text.utf8.reduce(start, step)) }

  /// By byte its class: bytes of one are read alike.
  func classes(_ byte: UInt8) -> [UInt8] {
    parts.map { part in
      switch part {
      case .automaton(let automaton): automaton.byteClass(byte)
      case .counter: byte & 0xC0 == 0x80 ? 1 : 0
      }
    }
  }
}

/// Machines that were built already, since many columns have the same expressions.
final class TextMachines {
  private var built: [TextLanguage: TextMachine?] = [:]

  /// The machine of a language; nil where none can be built.
  subscript(language: TextLanguage) -> TextMachine? {
    if let machine = built[language] { return machine }
    let machine = TextMachine(language)
    built[language] = .some(machine)
    return machine
  }
}
