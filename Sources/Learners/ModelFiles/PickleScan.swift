/// All pickles of a part of a file: one after the other, as their loaders read them.
struct PickleScan {
  private(set) var report = ModelFileReport(format: "a pickle")
  /// Whether the first pickle came to its end.
  private(set) var isWhole = false
  /// Whether anything was named.
  var hasReferences: Bool { !report.references.isEmpty }

  private static let mostPickles = 64
  /// The number that PyTorch's old format starts with, lowest byte first.
  private static let torchMagic: [UInt8] = [
    0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19,
  ]
  /// In it stand a number, a version, the system, the object and the keys of what follows.
  private static let torchPickles = 5

  init(_ part: FilePart, trusted: [String]) throws(ModelFileError) {
    var place = 0
    var expected = 1
    for number in 0..<Self.mostPickles {
      var machine = PickleMachine(part, at: place)
      let end = try machine.run()
      let isExpected = number < expected
      // What follows a pickle may be anything: it counts where it is one that names something.
      if isExpected || !machine.imports.isEmpty {
        for name in machine.imports {
          report.add(
            CodeReference(
              module: name.module, name: name.name, verdict: name.verdict(trusted: trusted)))
        }
        if machine.hiddenNames > 0 {
          report.add(
            CodeReference(
              module: "a name", name: "put together while loading", verdict: .dangerous))
        }
      }
      switch end {
      case .stop(let next):
        if number == 0 {
          isWhole = true
          if machine.firstLong == Self.torchMagic {
            expected = Self.torchPickles
            report.format = "a file of PyTorch's old format, made of pickles"
          }
        }
        place = next
      case .broken(let at):
        if isExpected || !machine.imports.isEmpty {
          report.doubts.append(
            "its instructions cannot be followed from byte \(at) on: cut off, damaged, or made to mislead"
          )
        }
        return
      case .tooLarge:
        report.doubts.append("it has more instructions than are followed")
        return
      }
      guard place < part.count else { return }
      if number + 1 >= expected, try part.byte(at: place) != 0x80 { return }
    }
    report.doubts.append("more than \(Self.mostPickles) pickles stand one after the other")
  }
}
