/// Names numbered in the order in which they come.
struct NameCodes: Sendable {
  private(set) var names: [String] = []
  private var codes: [String: UInt32] = [:]

  var count: Int { names.count }

  mutating func code(_ name: String) -> UInt32 {
    if let known = codes[name] { return known }
    let code = UInt32(names.count)
    names.append(name)
    codes[name] = code
    return code
  }
}
