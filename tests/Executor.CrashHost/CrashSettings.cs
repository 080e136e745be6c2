using System.Globalization;

namespace Executor.CrashHost;

/// <summary>What one run is to do.</summary>
/// <param name="Folder">Holds everything durable.</param>
/// <param name="Point">Where to die.</param>
/// <param name="Passage">At which passage of that point, from 1.</param>
/// <param name="Seed">Of the market.</param>
internal sealed record CrashSettings(string Folder, KillPoint Point, int Passage, ulong Seed)
{
    public const string Symbol = "BTCUSDC";
    public const decimal StartPrice = 95_000m;

    /// <summary>Reads <c>folder point passage seed</c>.</summary>
    public static CrashSettings Parse(string[] arguments) => arguments is [var folder, var point, var passage, var seed]
        ? new CrashSettings(
            folder,
            Enum.Parse<KillPoint>(point),
            int.Parse(passage, CultureInfo.InvariantCulture),
            ulong.Parse(seed, CultureInfo.InvariantCulture))
        : throw new ArgumentException("Expected: folder, kill point, passage, seed.", nameof(arguments));
}
