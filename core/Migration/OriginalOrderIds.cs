using System.Globalization;

namespace Executor.Core.Migration;

/// <summary>Reads the client order ids of the original that name a second instead of a trade: <c>EX_EN_</c>, <c>EX_EN_MKT_</c>,
/// <c>EX_SL_BE_TP1_</c>, <c>EX_SL_BE_TP1WD_</c>, <c>EX_SL_TR_</c>, <c>EX_SL_TR_RESTORE_</c>, <c>EX_SL_FB_</c>, <c>EX_SL_WD_</c>,
/// <c>EX_TP_WD_</c>, <c>EX_FLAT_</c>.</summary>
/// <remarks>Source: behaviour of the original, section 5.1.</remarks>
public static class OriginalOrderIds
{
    private static readonly string[] Stems =
    [
        "EX_EN_MKT_", "EX_EN_", "EX_SL_BE_TP1WD_", "EX_SL_BE_TP1_", "EX_SL_TR_RESTORE_", "EX_SL_TR_", "EX_SL_FB_", "EX_SL_WD_", "EX_TP_WD_", "EX_FLAT_",
    ];

    /// <summary>The UNIX second in <paramref name="clientOrderId"/>; null when it is none of these ids.</summary>
    public static long? SecondOf(string clientOrderId)
    {
        ArgumentNullException.ThrowIfNull(clientOrderId);
        var stem = Array.Find(Stems, stem => clientOrderId.StartsWith(stem, StringComparison.Ordinal));
        return stem is not null && long.TryParse(clientOrderId.AsSpan(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? second
            : null;
    }

    /// <summary>True for an entry at market.</summary>
    public static bool IsMarketEntry(string? clientOrderId) => clientOrderId is not null && clientOrderId.StartsWith("EX_EN_MKT_", StringComparison.Ordinal);
}
