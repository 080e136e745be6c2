using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Why a request is refused, in Binance's words. Source: Binance spot API, errors and filters.</summary>
internal sealed record Refusal(int Code, string Message)
{
    public const string ClientOrderIdPattern = "^[a-zA-Z0-9-_]{1,36}$";
    public const string DecimalPattern = @"^([0-9]{1,20})(\.[0-9]{1,20})?$";

    public static readonly Refusal InvalidSymbol = new(-1121, "Invalid symbol.");
    public static readonly Refusal InvalidSide = new(-1117, "Invalid side.");
    public static readonly Refusal InvalidOrderType = new(-1116, "Invalid orderType.");
    public static readonly Refusal InvalidTimeInForce = new(-1115, "Invalid timeInForce.");
    public static readonly Refusal InvalidCombination = new(-1128, "Combination of optional parameters invalid.");

    public static readonly Refusal TypeNotInOco = new(-1158, "Order type not supported in OCO.");
    public static readonly Refusal BuyLimitMustBeBelow = new(-1165, "A limit order in a buy OCO must be below.");
    public static readonly Refusal SellLimitMustBeAbove = new(-1166, "A limit order in a sell OCO must be above.");
    public static readonly Refusal OneLegMustBeContingent = new(-1168, "At least one OCO order must be contingent.");
    public static readonly Refusal BuyStopMustBeAbove = new(-1196, "A stop loss order in a buy OCO must be above.");
    public static readonly Refusal SellStopMustBeBelow = new(-1197, "A stop loss order in a sell OCO must be below.");

    public static readonly Refusal BuyTargetMustBeBelow = new(-1198, "A take profit order in a buy OCO must be below.");
    public static readonly Refusal SellTargetMustBeAbove = new(-1199, "A take profit order in a sell OCO must be above.");
    public static readonly Refusal CancelRestricted = new(ErrorCodes.CancelRejected, "Order was not canceled due to cancel restrictions.");
    public static readonly Refusal TooLittleLiquidity =
        new(ErrorCodes.NewOrderRejected, "Order book liquidity is less than `LOT_SIZE` filter minimum quantity.");
    public static readonly Refusal IcebergExceedsQuantity = new(ErrorCodes.NewOrderRejected, "IcebergQty exceeds QTY.");

    public static readonly Refusal NoOrderNamed =
        new(-1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!");

    public static readonly Refusal MarketClosed = new(ErrorCodes.NewOrderRejected, ErrorCodes.MarketClosed);
    public static readonly Refusal DuplicateOrder = new(ErrorCodes.NewOrderRejected, ErrorCodes.DuplicateOrder);
    public static readonly Refusal WouldTrigger = new(ErrorCodes.NewOrderRejected, ErrorCodes.WouldTriggerImmediately);
    public static readonly Refusal InsufficientBalance = new(ErrorCodes.NewOrderRejected, ErrorCodes.InsufficientBalance);
    public static readonly Refusal WouldTake = new(ErrorCodes.NewOrderRejected, ErrorCodes.WouldMatchImmediately);
    public static readonly Refusal PriceRelation = new(ErrorCodes.NewOrderRejected, ErrorCodes.PriceRelation);
    public static readonly Refusal NothingToTrade = new(ErrorCodes.NewOrderRejected, "Price * QTY is zero or less.");
    public static readonly Refusal OcoNotSupported = new(ErrorCodes.NewOrderRejected, "OCO orders are not supported for this symbol");
    public static readonly Refusal OtoNotSupported = new(ErrorCodes.NewOrderRejected, "OTO orders are not supported for this symbol");
    public static readonly Refusal OpoNotSupported = new(ErrorCodes.NewOrderRejected, "OPO orders are not supported for this symbol");
    public static readonly Refusal OpoWorkingMustBuy = new(-1222, "Working order in an OPO list must be a bid.");
    public static readonly Refusal OpoPendingMustSell = new(-1223, "Pending orders in an OPO list must be asks.");
    public static readonly Refusal PendingQuantityDiffers = new(-2017, "Parameter 'pendingQuantity' must be the same as workingQuantity.");
    public static readonly Refusal PendingSideEqual = new(-2018, "Parameter 'pendingSide' must be the opposite of workingSide.");
    public static readonly Refusal ReplaceNotSupported =
        new(ErrorCodes.NewOrderRejected, "Order cancel-replace is not supported for this symbol.");

    public static readonly Refusal CancelUnknown = new(ErrorCodes.CancelRejected, ErrorCodes.UnknownOrder);
    public static readonly Refusal CancelMarketClosed = new(ErrorCodes.CancelRejected, ErrorCodes.MarketClosed);
    public static readonly Refusal MismatchedIds = new(-2039, "Client order ID is not correct for this order ID.");
    public static readonly Refusal ReplaceFailed = new(ErrorCodes.CancelReplaceFailed, "Order cancel-replace failed.");

    public static readonly Refusal AmendUnknown = new(ErrorCodes.AmendRejected, ErrorCodes.UnknownOrder);
    public static readonly Refusal AmendMarketClosed = new(ErrorCodes.AmendRejected, ErrorCodes.MarketClosed);
    public static readonly Refusal AmendNotSupported = new(ErrorCodes.AmendRejected, "Order amend is not supported for this symbol.");
    public static readonly Refusal AmendIncreases = new(ErrorCodes.AmendRejected, "Order amend (quantity increase) is not supported.");
    public static readonly Refusal AmendChangesNothing =
        new(ErrorCodes.AmendRejected, "The requested action would change no state; rejecting");
    public static readonly Refusal AmendOfPendingOpo =
        new(ErrorCodes.AmendRejected, "Order amend (pending OPO order) is not supported.");
    public static readonly Refusal TooManyAmends = new(ErrorCodes.AmendRejected, "Filter failure: MAX_NUM_ORDER_AMENDS");

    public static readonly Refusal NoCrossAccount = new(-3003, "Margin account does not exist.");
    public static readonly Refusal NoIsolatedAccount = new(-11001, "Isolated margin account does not exist.");
    public static readonly Refusal BorrowNotAllowed = new(-3008, "Borrow not allowed.");
    public static readonly Refusal RepayNotAllowed = new(-3010, "Repay not allowed.");
    public static readonly Refusal AboveLimit = new(ErrorCodes.BorrowLimit, "Your borrow amount has exceed maximum borrow amount.");
    public static readonly Refusal AboveIsolatedLimit = new(-11008, "Exceeding the account's maximum borrowable limit.");
    public static readonly Refusal LoanPending = new(ErrorCodes.LoanPending, "You have pending transaction, please try again later.");
    public static readonly Refusal LoanTooSmall = new(-3013, "Borrow amount less than minimum borrow amount.");
    public static readonly Refusal RepayExceedsDebt = new(ErrorCodes.RepayExceedsDebt, "Repay amount exceeds borrow amount.");
    public static readonly Refusal RepayTooSmall = new(-3016, "Repay amount less than minimum repay amount.");
    public static readonly Refusal LevelTooLow = new(-3023, "You can't transfer out/place order under current margin level.");
    public static readonly Refusal RestOfDebtTooSmall = new(-3024, "The unpaid debt is too small after this repayment.");
    public static readonly Refusal NotAMarginAsset = new(-3027, "Not a valid margin asset.");
    public static readonly Refusal NotEnough = new(-3041, "Balance is not enough");
    public static readonly Refusal NothingToLend = new(ErrorCodes.NothingToLend, "The system doesn't have enough asset now.");
    public static readonly Refusal AmountTooPrecise = new(-1111, "Precision is over the maximum defined for this asset.");

    public static Refusal NoAccount(TradingAccount account) => account switch
    {
        TradingAccount.CrossMargin => NoCrossAccount,
        TradingAccount.Spot or TradingAccount.IsolatedMargin => NoIsolatedAccount,
    };

    public static Refusal Invalid(string parameter) => new(-1130, $"Data sent for parameter '{parameter}' is not valid.");

    public static Refusal Filter(string name) => new(ErrorCodes.FilterFailure, $"Filter failure: {name}");

    public static Refusal Missing(string parameter) =>
        new(-1102, $"Mandatory parameter '{parameter}' was not sent, was empty/null, or malformed.");

    public static Refusal Empty(string parameter) => new(-1105, $"Parameter '{parameter}' was empty.");

    public static Refusal NotRequired(string parameter) => new(-1106, $"Parameter '{parameter}' sent when not required.");

    public static Refusal IllegalCharacters(string parameter, string range) =>
        new(-1100, $"Illegal characters found in parameter '{parameter}'; legal range is '{range}'.");

    public static Refusal TooPrecise(string parameter) => new(-1111, $"Parameter '{parameter}' has too much precision.");

    public ExchangeReply.Rejected ToReply() => new(Code, Message);
}
