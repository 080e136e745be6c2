namespace Executor.FaultExplorer.Schedules;

/// <summary>Codes and texts with which the exchange refuses; the protocol sheet, sections 2.4 and 2.5. The last ones are listed nowhere.</summary>
internal static class RefusalTexts
{
    public static (int Code, string Text) Of(int variant) => All[variant % All.Length];

    public static int Count => All.Length;

    private static readonly (int Code, string Text)[] All =
    [
        (-2010, "Account has insufficient balance for requested action."),
        (-2010, "Market is closed."),
        (-2010, "Order would trigger immediately."),
        (-2010, "Order would immediately match and take."),
        (-2010, "The relationship of the prices for the orders is not correct."),
        (-2010, "This action is disabled on this account."),
        (-2010, "Rest API trading is not enabled."),
        (-2010, "Stop loss orders are not supported for this symbol."),
        (-2010, "OCO orders are not supported for this symbol"),
        (-2010, "Price * QTY is zero or less."),
        (-1013, "Filter failure: PRICE_FILTER"),
        (-1013, "Filter failure: PERCENT_PRICE_BY_SIDE"),
        (-1013, "Filter failure: LOT_SIZE"),
        (-1013, "Filter failure: NOTIONAL"),
        (-1013, "Filter failure: MAX_NUM_ALGO_ORDERS"),
        (-1013, "Filter failure: MAX_NUM_ORDERS"),
        (-1013, "Filter failure: MARKET_LOT_SIZE"),
        (-2011, "Unknown order sent."),
        (-2011, "Order was not canceled due to cancel restrictions."),
        (-2022, "Order cancel-replace failed."),
        (-2038, "Order amend is not supported for this symbol."),
        (-2038, "Filter failure: MAX_NUM_ORDER_AMENDS"),
        (-1003, "Too many requests queued."),
        (-1015, "Too many new orders; current limit is 50 orders per 10 SECOND."),
        (-1021, "Timestamp for this request is outside of the recvWindow."),
        (-1022, "Signature for this request is not valid."),
        (-1100, "Illegal characters found in parameter 'price'; legal range is '^([0-9]{1,20})(\\.[0-9]{1,20})?$'."),
        (-1102, "Mandatory parameter 'price' was not sent, was empty/null, or malformed."),
        (-1111, "Parameter 'quantity' has too much precision."),
        (-1112, "No orders on book for symbol."),
        (-1121, "Invalid symbol."),
        (-2015, "Invalid API-key, IP, or permissions for action."),
        (-3006, "Your borrow amount has exceed maximum borrow amount."),
        (-3021, "Margin account are not allowed to trade this trading pair."),
        (-3022, "You account's trading is banned."),
        (-3041, "Balance is not enough"),
        (-3045, "The system doesn't have enough asset now."),
        (-20204, "Filter failure: NOTIONAL"),
        (-51007, "You have pending borrow or repayment, please try again later."),
        (-9999, "A refusal that no list has."),
    ];
}
