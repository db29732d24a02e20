/// Follows the instructions of a pickle without carrying any of them out.
///
/// A pickle is a program: loading it fetches names from modules, calls them and sets what they
/// made. The machine keeps the stack and the memo, as far as names and what is made of them go, so
/// that names which are put together on the stack are resolved too. Names that only a running
/// program would know are told as such.
///
/// Arrays that joblib writes between the instructions are stepped over by their type and shape; a
/// pickle in the place of an array of objects is followed.
///
/// - Complexity: O(instructions) time, O(names) memory, bounded whatever the file says.
/// - Source: CPython, `Lib/pickle.py` and `Lib/pickletools.py`; joblib, `numpy_pickle.py`.
struct PickleMachine {
  /// Names fetched, in order, each once.
  private(set) var imports: [PickleImport] = []
  /// Names that are put together while loading, or stand in a registry of the loader.
  private(set) var hiddenNames = 0
  /// Whether objects are looked up by the loader itself.
  private(set) var usesPersistentIDs = false
  /// The first value, when it is a whole number of up to ten bytes, as hexadecimal text.
  private(set) var firstLong: [UInt8]?

  private var seen: Set<PickleImport> = []
  private let part: FilePart
  private var place: Int
  private var stack: [PickleValue] = []
  private var memo: [Int: PickleValue] = [:]
  private let depth: Int

  private static let mostStacked = 1 << 20
  private static let mostMemorised = 1 << 21
  private static let longestText = 1 << 12
  private static let longestLine = 1 << 20
  private static let deepestNesting = 16

  /// Prepares to follow the pickle that starts at a place.
  init(_ part: FilePart, at place: Int = 0, depth: Int = 0) {
    self.part = part
    self.place = place
    self.depth = depth
  }

  /// Follows the instructions to their end.
  mutating func run() throws(ModelFileError) -> PickleEnd {
    while true {
      let start = place
      guard stack.count <= Self.mostStacked, memo.count <= Self.mostMemorised else {
        return .tooLarge
      }
      guard let instruction = try part.byte(at: place),
        let argument = PickleArgument.of(instruction)
      else { return .broken(at: start) }
      place += 1
      guard try carry(instruction, argument) else { return .broken(at: start) }
      if instruction == UInt8(ascii: ".") { return .stop(place) }
    }
  }

  /// Reads an argument and follows the instruction; false when the bytes are none.
  private mutating func carry(
    _ instruction: UInt8, _ argument: PickleArgument
  ) throws(ModelFileError) -> Bool {
    switch argument {
    case .nothing: return try follow(instruction)
    case .bytes(let count):
      guard let number = try part.number(at: place, bytes: count) ?? (count == 8 ? 0 : nil),
        place + count <= part.count
      else { return false }
      place += count
      follow(instruction, number: number)
      return true
    case .counted(let size):
      guard let length = try part.number(at: place, bytes: size),
        length <= part.count - place - size
      else { return false }
      place += size
      try follow(instruction, bytesAt: place, count: length)
      place += length
      return true
    case .line:
      guard let line = try line() else { return false }
      follow(instruction, line: line)
      return true
    case .twoLines:
      guard let module = try line(), let name = try line() else { return false }
      follow(instruction, module: module, name: name)
      return true
    }
  }

  private mutating func line() throws(ModelFileError) -> String? {
    var bytes: [UInt8] = []
    while let byte = try part.byte(at: place), bytes.count < Self.longestLine {
      place += 1
      guard byte != 0x0A else {
        if bytes.last == 0x0D { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
      }
      bytes.append(byte)
    }
    return nil
  }

  private mutating func fetch(_ name: PickleImport) -> PickleValue {
    if seen.insert(name).inserted { imports.append(name) }
    return .global(name)
  }

  private mutating func pop() -> PickleValue {
    if case .mark? = stack.last { return .unknown }
    return stack.popLast() ?? .unknown
  }

  /// The values down to the last mark, which goes too.
  private mutating func popToMark() -> [PickleValue] {
    guard
      let start = stack.lastIndex(where: { value in
        if case .mark = value { true } else { false }
      })
    else {
      defer { stack.removeAll() }
      return stack
    }
    let values = Array(stack[(start + 1)...])
    stack.removeSubrange(start...)
    return values
  }

  private mutating func remember(_ key: Int) {
    guard let value = stack.last else { return }
    memo[key] = value.matters ? value : .unknown
  }
}

// MARK: - What each instruction does to stack and memo

extension PickleMachine {
  private mutating func follow(_ instruction: UInt8) throws(ModelFileError) -> Bool {
    switch instruction {
    case UInt8(ascii: "("): stack.append(.mark)
    case UInt8(ascii: "0"):
      // Popping an empty stack pops the last mark.
      _ = stack.popLast()
    case UInt8(ascii: "1"): _ = popToMark()
    case UInt8(ascii: "2"): if let top = stack.last { stack.append(top) }
    case UInt8(ascii: "N"): stack.append(.none)
    case UInt8(ascii: "Q"):
      _ = pop()
      usesPersistentIDs = true
      stack.append(.unknown)
    case UInt8(ascii: "R"):
      let arguments = pop()
      make(pop(), arguments)
    case 0x81:
      let arguments = pop()
      make(pop(), arguments)
    case 0x92:
      _ = pop()
      let arguments = pop()
      make(pop(), arguments)
    case UInt8(ascii: "o"):
      let values = popToMark()
      make(values.first ?? .unknown, .tuple(of: Array(values.dropFirst())))
    case UInt8(ascii: "b"):
      let state = pop()
      return try stepOverArray(state)
    case 0x93:
      let name = pop()
      let module = pop()
      guard case .text(let named) = name, case .text(let from) = module else {
        hiddenNames += 1
        stack.append(.unknown)
        return true
      }
      stack.append(fetch(PickleImport(from, named)))
    case 0x94: remember(memo.count)
    case UInt8(ascii: "}"): stack.append(.dictionary([:]))
    case UInt8(ascii: "s"):
      let value = pop()
      let key = pop()
      setItems([key, value])
    case UInt8(ascii: "u"): setItems(popToMark())
    case UInt8(ascii: "d"):
      let values = popToMark()
      stack.append(.dictionary([:]))
      setItems(values)
    case UInt8(ascii: ")"): stack.append(.tuple([], depth: 1))
    case 0x85, 0x86, 0x87:
      var members: [PickleValue] = []
      for _ in 0..<(Int(instruction) - 0x84) { members.append(pop()) }
      stack.append(.tuple(of: members.reversed()))
    case UInt8(ascii: "t"): stack.append(.tuple(of: popToMark()))
    case UInt8(ascii: "a"): _ = pop()
    case UInt8(ascii: "e"), 0x90: _ = popToMark()
    case UInt8(ascii: "l"), 0x91:
      _ = popToMark()
      stack.append(.unknown)
    case UInt8(ascii: "]"), 0x88, 0x89, 0x8F, 0x97: stack.append(.unknown)
    default: break
    }
    return true
  }

  private mutating func setItems(_ values: [PickleValue]) {
    guard case .dictionary(let members)? = stack.last else { return }
    var filled = PickleValue.dictionary(members)
    for place in stride(from: 0, to: values.count - 1, by: 2) {
      guard case .dictionary(let members) = filled else { break }
      filled = .dictionary(members, adding: values[place + 1], for: values[place])
    }
    stack[stack.count - 1] = filled
  }

  private mutating func make(_ callable: PickleValue, _ arguments: PickleValue) {
    switch callable {
    case .global(let name), .object(let name, _):
      // What `copyreg` makes is of the class that it is given.
      if case .tuple(let members, _) = arguments, case .global(let made)? = members.first,
        name.module == "copyreg"
      {
        stack.append(.object(made, nil))
      } else {
        stack.append(.object(name, arguments.firstText))
      }
    default: stack.append(.unknown)
    }
  }

  private mutating func follow(_ instruction: UInt8, number: Int) {
    switch instruction {
    case UInt8(ascii: "K"), UInt8(ascii: "M"): stack.append(.number(number))
    case UInt8(ascii: "J"):
      stack.append(.number(number > Int(Int32.max) ? number - (1 << 32) : number))
    case UInt8(ascii: "h"), UInt8(ascii: "j"): stack.append(memo[number] ?? .unknown)
    case UInt8(ascii: "q"), UInt8(ascii: "r"): remember(number)
    case UInt8(ascii: "G"): stack.append(.unknown)
    case 0x82, 0x83, 0x84:
      hiddenNames += 1
      stack.append(.unknown)
    default: break
    }
  }

  private mutating func follow(
    _ instruction: UInt8, bytesAt start: Int, count length: Int
  ) throws(ModelFileError) {
    switch instruction {
    case UInt8(ascii: "U"), UInt8(ascii: "T"), UInt8(ascii: "X"), 0x8C, 0x8D:
      guard length <= Self.longestText, let bytes = try part.bytes(at: start, count: length) else {
        stack.append(.unknown)
        return
      }
      stack.append(.text(String(decoding: bytes, as: UTF8.self)))
    case 0x8A:
      let bytes = try part.bytes(at: start, count: length) ?? []
      if stack.isEmpty, firstLong == nil, imports.isEmpty { firstLong = bytes }
      let number = length < 8 && (bytes.last ?? 0) < 0x80
      stack.append(
        number ? .number(bytes.reversed().reduce(0) { $0 << 8 | Int($1) }) : .unknown)
    default: stack.append(.unknown)
    }
  }

  private mutating func follow(_ instruction: UInt8, line: String) {
    switch instruction {
    case UInt8(ascii: "S"):
      let text = line.dropFirst().dropLast()
      stack.append(text.contains("\\") ? .unknown : .text(String(text)))
    case UInt8(ascii: "V"):
      stack.append(Self.unescaped(line).map(PickleValue.text) ?? .unknown)
    case UInt8(ascii: "I"), UInt8(ascii: "L"):
      let digits = line.hasSuffix("L") ? String(line.dropLast()) : line
      stack.append(Int(digits).map(PickleValue.number) ?? .unknown)
    case UInt8(ascii: "P"):
      usesPersistentIDs = true
      stack.append(.unknown)
    case UInt8(ascii: "g"): stack.append(Int(line).flatMap { memo[$0] } ?? .unknown)
    case UInt8(ascii: "p"): if let key = Int(line) { remember(key) }
    default: stack.append(.unknown)
    }
  }

  /// A text with its `\u006f` put in; nil where an escape is none.
  private static func unescaped(_ line: String) -> String? {
    guard line.contains("\\") else { return line }
    var text = String.UnicodeScalarView()
    var rest = line[...]
    while let character = rest.popFirst() {
      guard character == "\\" else {
        text.append(contentsOf: character.unicodeScalars)
        continue
      }
      let length = rest.first == "u" ? 4 : rest.first == "U" ? 8 : 0
      rest = rest.dropFirst()
      guard length > 0, rest.count >= length,
        let scalar = UInt32(rest.prefix(length), radix: 16).flatMap(Unicode.Scalar.init)
      else { return nil }
      text.append(scalar)
      rest = rest.dropFirst(length)
    }
    return String(text)
  }

  private mutating func follow(_ instruction: UInt8, module: String, name: String) {
    let value = fetch(PickleImport(module, name))
    if instruction == UInt8(ascii: "i") {
      let arguments = popToMark()
      make(value, .tuple(of: arguments))
    } else {
      stack.append(value)
    }
  }
}

// MARK: - Arrays between the instructions

extension PickleMachine {
  private static let wrapper = PickleImport("joblib.numpy_pickle", "NumpyArrayWrapper")

  /// Steps over the array that joblib writes where its wrapper has been given its state; false
  /// where it is cut off, or is no array.
  private mutating func stepOverArray(_ state: PickleValue) throws(ModelFileError) -> Bool {
    guard case .object(Self.wrapper, _)? = stack.last else { return true }
    guard case .dictionary(let members) = state,
      case .object(_, let type?)? = members["dtype"], case .tuple(let shape, _)? = members["shape"]
    else { return false }
    guard depth < Self.deepestNesting else { return false }
    guard !type.hasPrefix("O") else {
      var nested = PickleMachine(part, at: place, depth: depth + 1)
      let end = try nested.run()
      for name in nested.imports { _ = fetch(name) }
      hiddenNames += nested.hiddenNames
      guard case .stop(let next) = end else { return false }
      place = next
      return true
    }
    if case .number? = members["numpy_array_alignment_bytes"] {
      guard let padding = try part.byte(at: place) else { return false }
      place += 1 + Int(padding)
    }
    guard var size = Int(type.drop { !$0.isNumber }) else { return false }
    if type.hasPrefix("U") { size = size.multipliedReportingOverflow(by: 4).partialValue }
    for length in shape {
      guard case .number(let count) = length, count >= 0 else { return false }
      let (product, overflows) = size.multipliedReportingOverflow(by: count)
      guard !overflows, product >= 0 else { return false }
      size = product
    }
    guard size >= 0, size <= part.count - place else { return false }
    place += size
    return true
  }
}
