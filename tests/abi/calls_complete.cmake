# calls.c calls every function by its name.
file(STRINGS ${SOURCE}/tests/abi/symbols.txt symbols)
file(READ ${SOURCE}/tests/abi/calls.c text)
foreach(symbol IN LISTS symbols)
  if(NOT text MATCHES "[^a-z0-9_]${symbol}\\(")
    message(SEND_ERROR "tests/abi/calls.c does not call ${symbol}")
  endif()
endforeach()
