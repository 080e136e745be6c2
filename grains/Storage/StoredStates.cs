using System.Text.Json.Serialization;
using Executor.Core.Positions;
using Executor.Grains.Account;
using Executor.Grains.Fleet;
using Executor.Grains.Ledger;
using Executor.Grains.Portfolio;
using Executor.Grains.Signals;

namespace Executor.Grains.Storage;

/// <summary>
/// The stored form of each grain's state. A kind is never renamed and never used for another type; a change of a type's members raises
/// its version, together with an upgrader for what the version before has written.
/// </summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.Never, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PositionState))]
[JsonSerializable(typeof(IngestState))]
[JsonSerializable(typeof(FleetState))]
[JsonSerializable(typeof(LedgerIndex))]
[JsonSerializable(typeof(LedgerSheet))]
[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(PortfolioState))]
[JsonSerializable(typeof(AccountReviewState))]
public sealed partial class StoredStates : JsonSerializerContext
{
    /// <summary>Kind of <see cref="PositionState"/>.</summary>
    public const string PositionKind = "position";

    /// <summary>Version of <see cref="PositionState"/>.</summary>
    public const int PositionVersion = 3;

    /// <summary>Kind of <see cref="IngestState"/>.</summary>
    public const string IngestKind = "signal-ingest";

    /// <summary>Version of <see cref="IngestState"/>.</summary>
    public const int IngestVersion = 1;

    /// <summary>Kind of <see cref="FleetState"/>.</summary>
    public const string FleetKind = "fleet";

    /// <summary>Version of <see cref="FleetState"/>.</summary>
    public const int FleetVersion = 3;

    /// <summary>Kind of <see cref="LedgerIndex"/>.</summary>
    public const string LedgerIndexKind = "trade-ledger-index";

    /// <summary>Version of <see cref="LedgerIndex"/>.</summary>
    public const int LedgerIndexVersion = 1;

    /// <summary>Kind of <see cref="LedgerSheet"/>.</summary>
    public const string LedgerSheetKind = "trade-ledger-sheet";

    /// <summary>Version of <see cref="LedgerSheet"/>.</summary>
    public const int LedgerSheetVersion = 1;

    /// <summary>Kind of <see cref="AccountState"/>.</summary>
    public const string AccountKind = "account";

    /// <summary>Version of <see cref="AccountState"/>.</summary>
    public const int AccountVersion = 1;

    /// <summary>Kind of <see cref="PortfolioState"/>.</summary>
    public const string PortfolioKind = "portfolio";

    /// <summary>Version of <see cref="PortfolioState"/>.</summary>
    public const int PortfolioVersion = 1;

    /// <summary>Kind of <see cref="AccountReviewState"/>.</summary>
    public const string AccountReviewKind = "account-review";

    /// <summary>Version of <see cref="AccountReviewState"/>.</summary>
    public const int AccountReviewVersion = 1;
}
